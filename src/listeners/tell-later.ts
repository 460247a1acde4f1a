import { Act, idOfAct } from './acts/act.ts';
import type { ListenerDeps } from './deps.ts';
import { sayFailure } from './errors.ts';
import { tell, Telling } from './tell.ts';
import { whereOf } from './where.ts';

/** Tells what could not be told when it came up, or that what someone did was given up. Throws when Slack takes neither. */
export async function tellLater(deps: ListenerDeps, data: object): Promise<void> {
  const { where, what } = Telling.safeParse(data).data ?? givenUp(deps, Act.parse(data));
  await tell(deps, where, what);
}

/** Every try at it failed, or ended with its instance: the log says how, by the same id. */
function givenUp({ log }: ListenerDeps, act: Act): Telling {
  const request = idOfAct(act).slice(0, 8);
  log.error({ request, action: act.actionId }, 'what someone did could not be done');
  return { where: whereOf(act), what: sayFailure(request) };
}
