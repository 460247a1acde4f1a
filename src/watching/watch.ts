import type { Logger } from 'pino';
import type { DeliveryAttempt } from '../delivery/attempt.ts';
import type { HandoverChange } from '../handover/deps.ts';
import type { TakenIn } from '../http/server.ts';
import type { Metrics } from './metrics.ts';
import { createSourceLabels } from './source-label.ts';

/** Hears of what happened and says it, in a line of the log and in the metrics. */
export interface Watch {
  tookIn(this: void, batch: TakenIn): void;
  changed(this: void, change: HandoverChange): void;
  /** Times a scoring run, and counts what it scored. */
  scoring<T extends { scored: number; handedOver: number }>(
    cause: 'tick' | 'hand_raise',
    run: () => Promise<T>,
  ): Promise<T>;
  attempted(this: void, attempt: DeliveryAttempt): void;
}

export function createWatch(log: Logger, metrics: Metrics): Watch {
  const labelOf = createSourceLabels();
  return {
    tookIn({ trace, activities, isNew, rejected, unknownFields }) {
      for (const [index, { lead }] of activities.entries()) {
        const result = isNew[index] ? 'accepted' : 'duplicate';
        metrics.activities.inc({ source: labelOf(lead.source?.channel), result });
      }
      if (rejected > 0) metrics.activities.inc({ source: 'none', result: 'rejected' }, rejected);
      const accepted = isNew.filter(Boolean).length;
      // A key may be anything, also somebody's address: only what looks like a field's name is told.
      const unknown = unknownFields.filter((field) => /^[a-z_.]+$/i.test(field)).slice(0, 20);
      log.info(
        {
          trace,
          accepted,
          duplicates: isNew.length - accepted,
          rejected,
          ...(unknown.length > 0 && { unknownFields: unknown }),
        },
        'activities were taken in',
      );
    },
    changed({ event, handover, traces }) {
      metrics.changes.inc({ event });
      const { id: handoverId, leadId, trace, channel, state, waitingSince, claimedAt } = handover;
      if (event === 'claim' && waitingSince && claimedAt) {
        const seconds = (claimedAt.getTime() - waitingSince.getTime()) / 1000;
        metrics.timeToClaim.observe({ channel }, Math.max(0, seconds));
      }
      log.info({ trace, ...(traces && { traces }), handoverId, leadId, event, state }, 'a handover changed');
    },
    async scoring(cause, run) {
      const ended = metrics.scoring.startTimer({ cause });
      const result = await run();
      const seconds = ended();
      metrics.leadsScored.inc(result.scored);
      const { scored, handedOver } = result;
      if (scored > 0) log.debug({ scored, handedOver, cause, seconds }, 'leads were scored');
      return result;
    },
    attempted({ posting, handover, result }) {
      metrics.deliveries.inc({ kind: posting.kind, result });
      const level = result === 'posted' || result === 'updated' ? 'info' : 'debug';
      log[level](
        {
          trace: handover?.trace ?? null,
          handoverId: handover?.id ?? null,
          postingId: posting.id,
          kind: posting.kind,
          result,
        },
        'a message was taken to Slack',
      );
    },
  };
}
