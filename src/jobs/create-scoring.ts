import type { Clock } from '../database/database-clock.ts';
import type { SelectionDeps } from '../handover/full-channels.ts';
import { mergeHandovers } from '../handover/merge-handovers.ts';
import { scoreDueLeads, scoreLeads } from '../handover/score-leads.ts';
import type { Watch } from '../watching/watch.ts';
import { createTurns } from './turns.ts';

/** The scoring runs of this instance, one after the other. */
export interface Scoring {
  /** What a tick does: leads that turned out to be one person, then all that changed or fell due. */
  scoreDue(): Promise<void>;
  /** Scores leads that raised a hand at once, and keeps nobody waiting for it. */
  scoreHandRaised(ids: string[]): void;
  idle(): Promise<void>;
}

export function createScoring(
  deps: SelectionDeps,
  { clock, watch }: { clock: Clock; watch: Watch },
): Scoring {
  const oneAtATime = createTurns();
  return {
    scoreDue: () =>
      oneAtATime(async () => {
        const at = await clock.read();
        await mergeHandovers(deps, at);
        await watch.scoring('tick', () => scoreDueLeads(deps, at));
      }),
    scoreHandRaised(ids) {
      if (ids.length === 0) return;
      void oneAtATime(() => watch.scoring('hand_raise', () => scoreLeads(deps, ids, clock.now()))).catch(
        (err: unknown) =>
          deps.log.error({ err }, 'a hand-raise could not be scored at once; the next tick will'),
      );
    },
    idle: () => oneAtATime(async () => {}),
  };
}
