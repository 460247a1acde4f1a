import type { App } from '@slack/bolt';
import { buildDigestModal } from '../../blocks/digest-modal.ts';
import { ACTIONS } from '../../blocks/ids.ts';
import { finishTask } from '../../handover/marketing-task.ts';
import { readStoredDigest } from '../../reports/digest/stored-digest.ts';
import { mayAct, NOT_A_MEMBER } from '../access.ts';
import type { ListenerDeps } from '../deps.ts';
import { parseClick } from '../parse.ts';
import { whisper } from '../whisper.ts';

/** What marketing can do with a digest and with a task. */
export function registerMarketing(app: App, deps: ListenerDeps): void {
  app.action(ACTIONS.digestDetails, async ({ ack, body, client, respond }) => {
    await ack();
    const click = parseClick(body);
    const [digest, allowed] = await Promise.all([
      readStoredDigest(deps, click.value),
      mayAct(deps, click.channelId, click.userId),
    ]);
    if (!allowed) return whisper(respond, click, NOT_A_MEMBER);
    if (digest) await client.views.open({ trigger_id: click.triggerId, view: buildDigestModal(digest) });
    return undefined;
  });
  app.action(ACTIONS.taskDone, async ({ ack, body, respond }) => {
    await ack();
    const click = parseClick(body);
    if (!(await mayAct(deps, click.channelId, click.userId))) return whisper(respond, click, NOT_A_MEMBER);
    const { ok } = await finishTask(deps, { postingId: click.value, by: click.userId, now: deps.now() });
    if (!ok) await whisper(respond, click, 'Someone has done this task already.');
    return undefined;
  });
}
