import type { HandoverDeps } from '../handover/deps.ts';
import { readModel } from '../handover/learned-model.ts';
import { readWaiting } from '../reports/today.ts';
import { trustIn } from '../scoring/model/calibration.ts';

const MOST = 200;

/** The leads without a live handover, the most ready first, and what holds each back. */
export async function sayWaiting(deps: HandoverDeps, now: Date): Promise<string> {
  const waiting = await readWaiting(deps, MOST);
  if (waiting.length === 0) return 'Nobody waits: nothing holds back a lead that was scored.';
  const { model } = await readModel(deps, now);
  return [
    `By readiness; ${trustIn(model.calibration)}.`,
    ...waiting.map(
      ({ name, readiness, why }) =>
        `${String(Math.round(readiness ?? 0)).padStart(3)}  ${name}: ${why.join('; ')}`,
    ),
    ...(waiting.length === MOST ? [`The ${MOST} most ready; there may be more.`] : []),
  ].join('\n');
}
