import { useEffect, useRef, useState } from 'react';
import type { LeadSummary } from '../../protocol.ts';
import { CloseIcon } from '../base/icons.tsx';
import { LiveText } from '../base/live-text.tsx';
import { useDrawers } from '../shell/drawers.ts';
import { usePage } from '../state/page-context.ts';
import { Meter } from './meter.tsx';

/** Lets a newcomer do something as a lead, and see the score move. */
export function LeadDesk() {
  const { state } = usePage();
  const { setLeads } = useDrawers();
  const leads = state.leadDesk?.leads ?? [];
  const [key, setKey] = useState('');
  const chosen = leads.find((lead) => lead.key === key) ?? leads[0];
  return (
    <aside
      className="leads"
      aria-label="Act as a lead"
      onKeyDown={(event) => event.key === 'Escape' && setLeads(false)}
    >
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
      <div className="leads-list">
        {leads.length === 0 && <p className="empty">No leads yet.</p>}
        {leads.map((lead) => (
          <LeadCard key={lead.key} lead={lead} isChosen={lead === chosen} onChoose={() => setKey(lead.key)} />
        ))}
      </div>
    </aside>
  );
}

interface LeadCardProps {
  lead: LeadSummary;
  isChosen: boolean;
  onChoose: () => void;
}

function LeadCard({ lead, isChosen, onChoose }: LeadCardProps) {
  const delta = useDelta(lead.readiness);
  const sign = delta > 0 ? '+' : '−';
  return (
    <section className={isChosen ? 'lead is-chosen' : 'lead'} aria-label={lead.name}>
      <button type="button" className="lead-head" aria-expanded={isChosen} onClick={onChoose}>
        <span className="lead-name">
          <strong>{lead.name}</strong>
          <small>{[lead.role, lead.company].filter(Boolean).join(' · ')}</small>
        </span>
        {delta !== 0 && (
          <span className={delta > 0 ? 'delta delta-up' : 'delta delta-down'}>
            {sign}
            {Math.abs(delta)}
          </span>
        )}
        <b className="lead-score">{lead.readiness === null ? '–' : Math.round(lead.readiness)}</b>
      </button>
      <p className="lead-state">{lead.state}</p>
      <LiveText
        text={delta === 0 ? '' : `${lead.name}: readiness ${delta > 0 ? 'up' : 'down'} by ${Math.abs(delta)}`}
      />
      {isChosen && (
        <>
          <Meter name="Readiness" value={lead.readiness} />
          <Meter name="Fit" value={lead.fit} />
          <Meter name="Interest" value={lead.interest} />
          <LeadActions lead={lead} />
        </>
      )}
    </section>
  );
}

function LeadActions({ lead }: { lead: LeadSummary }) {
  const { state, act } = usePage();
  const [failure, setFailure] = useState('');
  async function run(action: string): Promise<void> {
    const result = await act({ type: 'lead', lead: lead.key, action });
    setFailure(result.ok ? '' : result.error);
  }
  return (
    <div className="lead-actions">
      {state.leadDesk?.actions.map(({ id, label }) => (
        <button key={id} type="button" className="button" onClick={() => void run(id)}>
          {label}
        </button>
      ))}
      {failure !== '' && (
        <p className="failure" role="alert">
          {failure}
        </p>
      )}
    </div>
  );
}

const shownForMs = 5000;

/** By how much a number has just moved. */
function useDelta(value: number | null): number {
  const before = useRef(value);
  const [delta, setDelta] = useState(0);
  useEffect(() => {
    const moved =
      before.current === null || value === null ? 0 : Math.round(value) - Math.round(before.current);
    before.current = value;
    if (moved === 0) return undefined;
    setDelta(moved);
    const timer = setTimeout(() => setDelta(0), shownForMs);
    return () => clearTimeout(timer);
  }, [value]);
  return delta;
}
