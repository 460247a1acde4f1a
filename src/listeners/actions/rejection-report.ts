import type { App } from '@slack/bolt';
import { ACTIONS } from '../../blocks/ids.ts';
import { backToNurture, handOverAgain } from '../../handover/reject.ts';
import { talkWithRep } from '../../handover/talk-with-rep.ts';
import { mayAct, NOT_A_MEMBER } from '../access.ts';
import { ackAfter } from '../ack-after.ts';
import type { ListenerDeps } from '../deps.ts';
import { type ParsedClick, parseClick } from '../parse.ts';
import { whisper } from '../whisper.ts';

/** What marketing can do with a rejection that it was told of; each gives back what to say when it was refused. */
export function registerRejectionReport(app: App, deps: ListenerDeps): void {
  const answers: Record<string, (click: ParsedClick) => Promise<string | null>> = {
    async [ACTIONS.backToNurture]({ value: handoverId, userId: by }) {
      const { ok } = await backToNurture(deps, { handoverId, by, now: deps.now() });
      return ok ? null : 'Someone has dealt with this rejection already.';
    },
    async [ACTIONS.handOverAgain]({ value: handoverId, userId: by }) {
      const { ok } = await handOverAgain(deps, { handoverId, by, now: deps.now() });
      return ok ? null : "This lead can't be handed over again: it has a live card, or was dealt with.";
    },
    async [ACTIONS.threadWithRep]({ value: handoverId, userId: by }) {
      const { ok } = await talkWithRep(deps, { handoverId, by });
      return ok ? null : 'This rejection was taken back.';
    },
  };
  for (const [actionId, answer] of Object.entries(answers)) {
    app.action(actionId, async ({ ack, body, respond }) => {
      const click = parseClick(body);
      const refusal = await ackAfter(ack, answerMember(deps, click, answer));
      if (refusal) await whisper(respond, click, refusal);
    });
  }
}

async function answerMember(
  deps: ListenerDeps,
  click: ParsedClick,
  answer: (click: ParsedClick) => Promise<string | null>,
): Promise<string | null> {
  return (await mayAct(deps, click.channelId, click.userId)) ? answer(click) : NOT_A_MEMBER;
}
