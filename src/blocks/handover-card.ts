import type { ActionsBlockElement, Overflow } from '@slack/types';
import type { CardState } from './card-state.ts';
import { ACTIONS } from './ids.ts';
import { calibratedLine, leadLine, missingLine, readinessLine } from './lead-line.ts';
import { briefBlocks, whyNowBlocks } from './lead-parts.ts';
import { actions, button, context, header, type Message, option, section } from './parts.ts';
import { stateLines } from './state-line.ts';
import { escapeFallback } from './text.ts';

/** Draws the present state of a handover, for the first post and every update alike. */
export function buildHandoverCard(state: CardState): Message {
  const { brief, assessment, handoverId } = state;
  const isOver = state.state === 'rejected' || state.state === 'expired' || state.state === 'closed';
  const missing = missingLine(brief.missing);
  const calibrated = calibratedLine(assessment);
  return {
    text: notification(state),
    blocks: [
      header(leadLine(brief)),
      ...stateLines(state).map(context),
      section(readinessLine(assessment, state.handRaise)),
      ...whyNowBlocks(brief),
      ...(isOver ? [] : briefBlocks(brief, assessment)),
      ...(isOver || !missing ? [] : [context(missing)]),
      ...(calibrated ? [context(calibrated)] : []),
      actions(`card:${handoverId}`, elements(state)),
    ],
  };
}

function elements(state: CardState): ActionsBlockElement[] {
  const { handoverId: id } = state;
  const lead = leadLine(state.brief);
  const claim = button(ACTIONS.claim, state.host ? 'Take this lead too' : 'Claim', id, lead);
  const snooze = button(ACTIONS.snooze, 'Snooze...', id, lead);
  const reject = button(ACTIONS.reject, 'Reject...', id, lead);
  const more = overflow(id);
  switch (state.state) {
    case 'queued':
    case 'open':
      return [{ ...claim, style: 'primary' }, snooze, reject, more];
    case 'claimed': {
      const logOutcome = button(ACTIONS.logOutcome, 'Log outcome', id, lead);
      const release = button(ACTIONS.release, 'Release', id, lead);
      // An outcome means that there was contact: from then on it is no longer a rejection.
      return [{ ...logOutcome, style: 'primary' }, release, ...(state.outcome ? [] : [reject]), more];
    }
    case 'snoozed':
      return [claim, reject, more];
    case 'rejected':
    case 'expired':
      return [more];
    case 'closed': {
      const correct = button(ACTIONS.correctOutcome, 'Correct outcome', id, lead);
      return [...(state.outcome && !state.sameAs ? [correct] : []), more];
    }
  }
}

function overflow(handoverId: string): Overflow {
  return {
    type: 'overflow',
    action_id: ACTIONS.more,
    options: [option('Full brief', `brief:${handoverId}`)],
  };
}

/** The sentence of the notification. It names no user, so that it notifies nobody by name. */
function notification({ state, brief, woken, handRaise, sameAs }: CardState): string {
  const lead = escapeFallback(leadLine(brief));
  switch (state) {
    case 'queued':
    case 'open': {
      if (woken) return `Awake again: ${lead}. ${escapeFallback(woken.why)}`;
      const why = brief.whyNow ? ` ${escapeFallback(brief.whyNow.text)}` : '';
      return `${handRaise ? 'Asked for us' : 'New lead'}: ${lead}.${why}`;
    }
    case 'claimed':
      return `Claimed: ${lead}`;
    case 'snoozed':
      return `Snoozed: ${lead}`;
    case 'rejected':
      return `Rejected: ${lead}`;
    case 'expired':
      return `Expired: ${lead}`;
    case 'closed':
      return `${sameAs ? 'Same person as on another card' : 'Closed'}: ${lead}`;
  }
}
