import { useEffect, useRef, useState } from 'react';
import type { LeadSummary } from '../../protocol.ts';

const shownForMs = 6000;

/** By how much each lead's readiness has just moved, and the last move in a sentence. */
export function useDeltas(leads: readonly LeadSummary[]): {
  deltas: Readonly<Record<string, number>>;
  said: string;
} {
  const before = useRef(new Map<string, number | null>());
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  const [deltas, setDeltas] = useState<Readonly<Record<string, number>>>({});
  const [said, setSaid] = useState('');

  useEffect(() => {
    for (const { key, name, readiness } of leads) {
      const last = before.current.get(key);
      before.current.set(key, readiness);
      if (last === undefined || readiness === null) continue;
      const delta = Math.round(readiness) - Math.round(last ?? 0);
      if (delta === 0) continue;
      setDeltas((all) => ({ ...all, [key]: delta }));
      setSaid(
        `${name}: readiness ${delta > 0 ? 'up' : 'down'} by ${Math.abs(delta)} to ${Math.round(readiness)}`,
      );
      const timer = setTimeout(() => {
        timers.current.delete(timer);
        setDeltas(({ [key]: _gone, ...rest }) => rest);
      }, shownForMs);
      timers.current.add(timer);
    }
  }, [leads]);
  useEffect(() => () => timers.current.forEach(clearTimeout), []);
  return { deltas, said };
}
