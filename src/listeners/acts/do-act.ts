import type { ListenerDeps } from '../deps.ts';
import { tellSurely } from '../tell.ts';
import { whereOf } from '../where.ts';
import type { Act, Verbs } from './act.ts';

/** Does what someone did, and tells them when it is refused. Throws when it could not be done. */
export async function doAct<A extends Act>(deps: ListenerDeps, verbs: Verbs<A>, act: A): Promise<void> {
  const verb = verbs[act.actionId];
  // Another version put it down: it is that one's, if it still runs.
  if (!verb) throw new Error(`this version does not know how to ${act.actionId}`);
  const told = await verb(deps, act);
  if (told) await tellSurely(deps, whereOf(act), told);
}
