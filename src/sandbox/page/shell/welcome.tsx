import { useState } from 'react';
import { CloseIcon } from '../base/icons.tsx';
import { useDrawers } from './drawers.ts';

const key = 'workspace-welcomed';

/** What to try, until somebody closes it. */
export function Welcome() {
  const [isShown, setIsShown] = useState(() => localStorage.getItem(key) === null);
  const { hasLeads } = useDrawers();
  if (!isShown) return null;
  return (
    <section className="welcome" aria-label="Welcome">
      <p>
        <strong>Welcome.</strong> <b>Claim</b> a card, <b>reject</b> one with a reason, or type{' '}
        <code>/lead</code>.{' '}
        {hasLeads && (
          <span className="wide-only">Act as a lead on the right; be somebody else at the bottom left.</span>
        )}
      </p>
      <button
        type="button"
        className="plain-button"
        aria-label="Close welcome"
        onClick={() => {
          localStorage.setItem(key, 'yes');
          setIsShown(false);
        }}
      >
        <CloseIcon />
      </button>
    </section>
  );
}
