import { useEffect, useState } from 'react';
import type { LeadSummary } from '../../protocol.ts';
import { CloseIcon } from '../base/icons.tsx';
import { LiveText } from '../base/live-text.tsx';
import { useDrawers } from '../shell/drawers.ts';
import { usePage } from '../state/page-context.ts';
import { LeadView } from './lead-view.tsx';
import { useDeltas } from './use-deltas.ts';

const filterFrom = 5;

function matches(lead: LeadSummary, wanted: string): boolean {
  return [lead.name, lead.role, lead.company, lead.key, lead.state]
    .join(' ')
    .toLowerCase()
    .includes(wanted.trim().toLowerCase());
}

/** Lets a newcomer do something as a lead, and see the score move. */
export function LeadDesk() {
  const { state } = usePage();
  const { setLeads } = useDrawers();
  const leads = state.leadDesk?.leads ?? [];
  const [key, setKey] = useState<string>();
  const [wanted, setWanted] = useState('');
  const { deltas, said } = useDeltas(leads);
  const first = leads[0]?.key;
  // The list is sorted anew as scores move; who was on top first stays chosen.
  useEffect(() => setKey((before) => before ?? first), [first]);
  const shown = leads.filter((lead) => matches(lead, wanted));
  return (
    <aside className="leads" aria-label="Act as a lead">
      <header className="pane-head">
        <div className="pane-title">
          <h2>Act as a lead</h2>
          <div className="muted">Do something, watch the score</div>
        </div>
        <button
          type="button"
          className="plain-button"
          aria-label="Close leads"
          onClick={() => setLeads(false)}
        >
          <CloseIcon />
        </button>
      </header>
      {leads.length > filterFrom && (
        <input
          type="search"
          className="text-input lead-filter"
          placeholder="Find a lead"
          aria-label="Find a lead"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      <div className="leads-list">
        {shown.length === 0 && (
          <p className="empty">{leads.length === 0 ? 'No leads yet.' : 'Nobody found.'}</p>
        )}
        {shown.map((lead) => (
          <LeadView
            key={lead.key}
            lead={lead}
            delta={deltas[lead.key] ?? 0}
            isChosen={lead.key === key}
            onChoose={() => setKey(lead.key === key ? '' : lead.key)}
          />
        ))}
      </div>
      <LiveText text={said} />
    </aside>
  );
}
