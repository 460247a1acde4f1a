import { useEffect, useState } from 'react';
import { openLive } from './live.ts';
import type { LiveStatus } from './live.ts';
import { applyChange, fromSnapshot } from './page-state.ts';
import type { PageState } from './page-state.ts';
import { stableUserId } from './stable-id.ts';

/** The workspace as this person sees it, live. */
export function useWorkspace(handle: string): { state: PageState | undefined; status: LiveStatus } {
  const [state, setState] = useState<PageState>();
  const [status, setStatus] = useState<LiveStatus>('connecting');
  const id = usePersonId(handle, state);
  useEffect(() => {
    if (id === undefined) return undefined;
    return openLive(id, {
      status: setStatus,
      receive: (said) =>
        setState((before) => {
          if (said.type === 'snapshot') return fromSnapshot(said);
          return before && applyChange(before, said);
        }),
    });
  }, [id]);
  return { state, status };
}

function usePersonId(handle: string, state: PageState | undefined): string | undefined {
  const known = [...(state?.people.values() ?? [])].find((person) => person.name === handle)?.id;
  const [guess, setGuess] = useState<{ handle: string; id: string }>();
  useEffect(() => {
    if (known === undefined) void stableUserId(handle).then((id) => setGuess({ handle, id }));
  }, [handle, known]);
  return known ?? (guess?.handle === handle ? guess.id : undefined);
}
