import { ACTIONS } from '../../blocks/ids.ts';
import { backToNurture, handOverAgain } from '../../handover/reject.ts';
import { talkWithRep } from '../../handover/talk-with-rep.ts';
import { asMember } from '../access.ts';
import type { Click, Verbs } from '../acts/act.ts';

/** What marketing can do with a rejection that it was told of. */
export const REJECTION_REPORT: Verbs<Click> = {
  [ACTIONS.backToNurture]: asMember(async (deps, { value: handoverId, userId: by }) => {
    const { ok } = await backToNurture(deps, { handoverId, by, now: deps.now() });
    return ok ? null : 'Someone has dealt with this rejection already.';
  }),
  [ACTIONS.handOverAgain]: asMember(async (deps, { value: handoverId, userId: by }) => {
    const { ok } = await handOverAgain(deps, { handoverId, by, now: deps.now() });
    return ok ? null : "This lead can't be handed over again: it has a live card, or was dealt with.";
  }),
  [ACTIONS.threadWithRep]: asMember(async (deps, { value: handoverId, userId: by, channelId }) => {
    // While Slack does not say who is there, the rep is asked both ways.
    const hears = (rep: string) => deps.channels.isMember(channelId, rep).catch(() => false);
    const { ok } = await talkWithRep(deps, { handoverId, by, hears });
    return ok ? null : 'This rejection was taken back.';
  }),
};
