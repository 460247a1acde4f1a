import type { App } from '@slack/bolt';
import { ACTIONS } from '../../blocks/ids.ts';
import { buildBriefModal } from '../../blocks/brief-modal.ts';
import { buildOutcomeModal } from '../../blocks/outcome-modal.ts';
import { buildRejectModal } from '../../blocks/reject-modal.ts';
import { buildSnoozeModal } from '../../blocks/snooze-modal.ts';
import { readCardState } from '../../delivery/card-state.ts';
import { mayAct, NOT_A_MEMBER } from '../access.ts';
import type { Click } from '../acts/act.ts';
import type { ListenerDeps } from '../deps.ts';
import { parseClick } from '../parse.ts';
import { tell } from '../tell.ts';
import { whereOf } from '../where.ts';

/** The buttons that open a modal on a card. What the modal may do is decided when it is submitted. */
export function registerModalButtons(app: App, deps: ListenerDeps): void {
  const openers = {
    [ACTIONS.snooze]: buildSnoozeModal,
    [ACTIONS.reject]: buildRejectModal,
    [ACTIONS.logOutcome]: buildOutcomeModal,
    [ACTIONS.correctOutcome]: buildOutcomeModal,
    [ACTIONS.more]: buildBriefModal,
  };
  for (const [actionId, build] of Object.entries(openers)) {
    app.action(actionId, async ({ ack, body, client }) => {
      await ack();
      const click = parseClick(body);
      const card = await readCard(deps, click);
      if (!card) return tell(deps, whereOf(click), NOT_A_MEMBER);
      const origin = { handoverId: card.handoverId, channel: click.channelId, ts: click.ts ?? '' };
      await client.views.open({
        trigger_id: click.triggerId,
        view: build({ card, playbook: deps.playbook.current, origin, now: deps.now() }),
      });
      return undefined;
    });
  }
}

/** The card that was clicked, for a member of its channel; else null. */
async function readCard(deps: ListenerDeps, click: Click) {
  const id = click.value.split(':').at(-1) ?? '';
  const [handover, allowed] = await Promise.all([
    deps.database.prisma.handover.findUnique({ where: { id } }),
    mayAct(deps, click.channelId, click.userId),
  ]);
  if (!handover || !allowed) return null;
  return readCardState(deps.database.prisma, deps.playbook.current, handover);
}
