import type { ListenerDeps } from '../deps.ts';
import { tellFailure } from '../errors.ts';
import { tell } from '../tell.ts';
import { whereOf } from '../where.ts';
import { ClickJob, type ClickVerb } from './click.ts';

/** Does what was clicked, and tells who clicked when it is refused, or fails for the last time. Throws when it fails. */
export async function doClick(
  deps: ListenerDeps,
  verbs: Readonly<Record<string, ClickVerb>>,
  data: object,
  last: boolean,
): Promise<void> {
  const click = ClickJob.parse(data);
  const where = whereOf(click);
  try {
    const refusal = await verbs[click.actionId]?.(deps, click);
    // That a refusal could not be told is no reason to do the click again.
    if (refusal)
      await tell(deps, where, refusal).catch((err: unknown) =>
        deps.log.warn({ err }, 'a refusal could not be told to who clicked'),
      );
  } catch (err) {
    if (last) await tellFailure(deps, err, where);
    throw err;
  }
}
