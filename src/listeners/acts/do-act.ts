import type { ListenerDeps } from '../deps.ts';
import { tellFailure } from '../errors.ts';
import { tell } from '../tell.ts';
import { whereOf } from '../where.ts';
import type { Act, Verbs } from './act.ts';

/**
 * Does what someone did, and tells them when it is refused, or fails for the last time. Throws when it fails, or they could
 * not be told.
 */
export async function doAct<A extends Act>(
  deps: ListenerDeps,
  verbs: Verbs<A>,
  act: A,
  last: boolean,
): Promise<void> {
  const where = whereOf(act);
  try {
    const verb = verbs[act.actionId];
    // Another version put it down: it is that one's, if it still runs.
    if (!verb) throw new Error(`this version does not know how to ${act.actionId}`);
    const told = await verb(deps, act);
    // Who could not be told is told at the next try: what was refused is refused again, and what was done is not done again.
    if (told) await tell(deps, where, told);
  } catch (err) {
    if (last) await tellFailure(deps, err, where);
    throw err;
  }
}
