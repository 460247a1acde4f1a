import type { ListenerDeps } from '../deps.ts';
import { tellFailure } from '../errors.ts';
import { whisper } from '../whisper.ts';
import { ClickJob, type ClickVerb } from './click.ts';
import { createRespond } from './respond.ts';

/** Does what was clicked, and tells who clicked when it is refused, or fails for the last time. Throws when it fails. */
export async function doClick(
  deps: ListenerDeps,
  verbs: Readonly<Record<string, ClickVerb>>,
  data: object,
  last: boolean,
): Promise<void> {
  const click = ClickJob.parse(data);
  try {
    const refusal = await verbs[click.actionId]?.(deps, click);
    if (refusal) await tell(deps, click, refusal);
  } catch (err) {
    if (last) await tellFailure(deps, err, { user: click.userId, channel: click.channelId });
    throw err;
  }
}

/** That a refusal could not be told is no reason to do the click again. */
async function tell({ fetch, log }: ListenerDeps, click: ClickJob, refusal: string): Promise<void> {
  if (!click.respondTo) return;
  await whisper(createRespond(fetch, click.respondTo), click, refusal).catch((err: unknown) =>
    log.warn({ err }, 'a refusal could not be told to who clicked'),
  );
}
