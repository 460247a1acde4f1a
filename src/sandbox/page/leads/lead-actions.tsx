import { useEffect, useState } from 'react';
import type { LeadAction, LeadSummary } from '../../protocol.ts';
import { usePage } from '../state/page-context.ts';

interface LeadActionsProps {
  lead: LeadSummary;
  /** The score has answered. */
  hasMoved: boolean;
}

export function LeadActions({ lead, hasMoved }: LeadActionsProps) {
  const { state, act } = usePage();
  const [done, setDone] = useState('');
  const [failure, setFailure] = useState('');
  useEffect(() => {
    if (hasMoved) setDone('');
  }, [hasMoved]);

  async function run({ id, label }: LeadAction): Promise<void> {
    const result = await act({ type: 'lead', lead: lead.key, action: id });
    setFailure(result.ok ? '' : result.error);
    setDone(result.ok ? `${label}: sent. The score follows in seconds.` : '');
  }

  return (
    <div className="lead-actions">
      {state.leadDesk?.actions.map((action) => (
        <button key={action.id} type="button" className="button" onClick={() => void run(action)}>
          {action.label}
        </button>
      ))}
      <p className="lead-done" role="status">
        {done}
      </p>
      {failure !== '' && (
        <p className="failure" role="alert">
          {failure}
        </p>
      )}
    </div>
  );
}
