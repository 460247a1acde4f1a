import { askedToWaitMs } from '../../delivery/failures.ts';
import type { ListenerDeps } from '../deps.ts';
import { tellFailure } from '../errors.ts';
import { tellSurely } from '../tell.ts';
import { whereOf } from '../where.ts';
import type { Act, Verbs } from './act.ts';

/** How long the tries at an act go on, by the settings of its queue. */
const TRIED_FOR_MS = 3_000;

/**
 * Does what someone did, and tells them when it is refused, or for how long Slack asks to wait when that is longer than it
 * is tried. Throws when it could not be done.
 */
export async function doAct<A extends Act>(deps: ListenerDeps, verbs: Verbs<A>, act: A): Promise<void> {
  const verb = verbs[act.actionId];
  // Another version put it down: it is that one's, if it still runs.
  if (!verb) throw new Error(`this version does not know how to ${act.actionId}`);
  try {
    const told = await verb(deps, act);
    if (told) await tellSurely(deps, whereOf(act), told);
  } catch (err) {
    if ((askedToWaitMs(err) ?? 0) <= TRIED_FOR_MS) throw err;
    await tellFailure(deps, err, whereOf(act));
  }
}
