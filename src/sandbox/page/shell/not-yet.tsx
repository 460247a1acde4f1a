import { defaultPeople } from '../../workspace/defaults.ts';
import type { LiveStatus } from '../state/live.ts';
import type { Place } from '../state/place.ts';

interface NotYetProps {
  status: LiveStatus;
  go: (to: Partial<Place>) => void;
}

/** Before the workspace has answered, or when it does not know who the address names. */
export function NotYet({ status, go }: NotYetProps) {
  const [first] = defaultPeople;
  return (
    <div className="empty">
      <p role="status">
        {status === 'gone' ? 'The workspace cannot be reached. Trying again…' : 'Opening the workspace…'}
      </p>
      {status === 'gone' && first && (
        <button type="button" className="button" onClick={() => go({ person: first.name, channel: '' })}>
          Open it as {first.real_name}
        </button>
      )}
    </div>
  );
}
