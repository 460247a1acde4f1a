import type { App } from '@slack/bolt';
import { buildDigestModal } from '../../blocks/digest-modal.ts';
import { ACTIONS } from '../../blocks/ids.ts';
import { finishTask } from '../../handover/marketing-task.ts';
import { readStoredDigest } from '../../reports/digest/stored-digest.ts';
import { asMember, mayAct, NOT_A_MEMBER } from '../access.ts';
import type { Click, Verbs } from '../acts/act.ts';
import type { ListenerDeps } from '../deps.ts';
import { parseClick } from '../parse.ts';
import { tell } from '../tell.ts';
import { whereOf } from '../where.ts';

/** Says of a task that it is done. */
export const TASK: Verbs<Click> = {
  [ACTIONS.taskDone]: asMember(async (deps, { value: postingId, userId: by }) => {
    const { ok } = await finishTask(deps, { postingId, by, now: deps.now() });
    return ok ? null : 'Someone has done this task already.';
  }),
};

/** The button of a digest that shows all of it. */
export function registerDigest(app: App, deps: ListenerDeps): void {
  app.action(ACTIONS.digestDetails, async ({ ack, body, client }) => {
    await ack();
    const click = parseClick(body);
    const [digest, allowed] = await Promise.all([
      readStoredDigest(deps, click.value),
      mayAct(deps, click.channelId, click.userId),
    ]);
    if (!allowed) return tell(deps, whereOf(click), NOT_A_MEMBER);
    if (digest) await client.views.open({ trigger_id: click.triggerId, view: buildDigestModal(digest) });
    return undefined;
  });
}
