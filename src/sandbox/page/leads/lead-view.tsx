import type { LeadSummary } from '../../protocol.ts';
import { LeadActions } from './lead-actions.tsx';
import { LeadState } from './lead-state.tsx';
import { Meter } from './meter.tsx';

interface LeadViewProps {
  lead: LeadSummary;
  delta: number;
  isChosen: boolean;
  onChoose: () => void;
}

export function LeadView({ lead, delta, isChosen, onChoose }: LeadViewProps) {
  return (
    <section className={isChosen ? 'lead is-chosen' : 'lead'} aria-label={lead.name}>
      <button type="button" className="lead-head" aria-expanded={isChosen} onClick={onChoose}>
        <span className="lead-name">
          <strong>{lead.name}</strong>
          <small>{[lead.role, lead.company].filter(Boolean).join(' · ')}</small>
        </span>
        {delta !== 0 && (
          <span className={delta > 0 ? 'delta delta-up' : 'delta delta-down'}>
            {delta > 0 ? '+' : '−'}
            {Math.abs(delta)}
          </span>
        )}
        <b className="lead-score">
          <span className="only-read">Readiness </span>
          {lead.readiness === null ? '–' : Math.round(lead.readiness)}
        </b>
      </button>
      <LeadState text={lead.state} />
      {isChosen && (
        <>
          <div className="meters">
            <Meter name="Readiness" value={lead.readiness} />
            <Meter name="Fit" value={lead.fit} />
            <Meter name="Interest" value={lead.interest} />
          </div>
          <LeadActions lead={lead} hasMoved={delta !== 0} />
        </>
      )}
    </section>
  );
}
