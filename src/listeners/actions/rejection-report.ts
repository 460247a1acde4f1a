import type { App } from '@slack/bolt';
import { ACTIONS } from '../../blocks/ids.ts';
import { backToNurture, handOverAgain } from '../../handover/reject.ts';
import { talkWithRep } from '../../handover/talk-with-rep.ts';
import { mayAct, NOT_A_MEMBER } from '../access.ts';
import type { ListenerDeps } from '../deps.ts';
import { parseClick } from '../parse.ts';
import { whisper } from '../whisper.ts';

/** What marketing can do with a rejection that it was told of. */
export function registerRejectionReport(app: App, deps: ListenerDeps): void {
  app.action(ACTIONS.backToNurture, async ({ ack, body, respond }) => {
    await ack();
    const click = parseClick(body);
    if (!(await mayAct(deps, click.channelId, click.userId))) return whisper(respond, click, NOT_A_MEMBER);
    const { ok } = await backToNurture(deps, { handoverId: click.value, by: click.userId });
    if (!ok) await whisper(respond, click, 'Someone has dealt with this rejection already.');
    return undefined;
  });
  app.action(ACTIONS.handOverAgain, async ({ ack, body, respond }) => {
    await ack();
    const click = parseClick(body);
    if (!(await mayAct(deps, click.channelId, click.userId))) return whisper(respond, click, NOT_A_MEMBER);
    const { ok } = await handOverAgain(deps, { handoverId: click.value, by: click.userId, now: deps.now() });
    if (!ok)
      await whisper(
        respond,
        click,
        "This lead can't be handed over again: it has a live card, or was dealt with.",
      );
    return undefined;
  });
  app.action(ACTIONS.threadWithRep, async ({ ack, body, respond }) => {
    await ack();
    const click = parseClick(body);
    if (!(await mayAct(deps, click.channelId, click.userId))) return whisper(respond, click, NOT_A_MEMBER);
    const { ok } = await talkWithRep(deps, { handoverId: click.value, by: click.userId });
    if (!ok) await whisper(respond, click, 'This rejection was taken back.');
    return undefined;
  });
}
