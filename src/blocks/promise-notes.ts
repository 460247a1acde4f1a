/** What is said when a promise about time is kept. `after` is a span in words, such as "15 minutes". */
import type { Playbook } from '../playbook/schema.ts';
import type { CardState } from './card-state.ts';
import { ACTIONS, OUTCOME_ACTIONS } from './ids.ts';
import { claimLine } from './lead-brief.ts';
import { leadLine } from './lead-line.ts';
import { SHOWN } from './limits.ts';
import { actions, button, context, type Message, section } from './parts.ts';
import { stateLines } from './state-line.ts';
import { channelName, clean, escapeFallback, escapeMrkdwn } from './text.ts';
import { when } from './time-text.ts';

/** A reminder of an unclaimed card, in its thread. */
export function buildNudge(card: CardState, after: string): Message {
  return {
    text: `Unclaimed for ${after}: ${escapeFallback(leadLine(card.brief))}`,
    blocks: [
      section(`:alarm_clock: ${waits(card, after)}`),
      context('Claim it, snooze it or reject it on its card, at the head of this thread.'),
    ],
  };
}

/** Calls the manager to an unclaimed card, in its thread. `mention` is mrkdwn. */
export function buildEscalation(card: CardState, after: string, mention: string): Message {
  return {
    text: `Still unclaimed after ${after}: ${escapeFallback(leadLine(card.brief))}`,
    blocks: [
      section(`:rotating_light: ${mention} ${waits(card, after)}`),
      context('Who should take it? Its card is at the head of this thread.'),
    ],
  };
}

/** Gives a lead that nobody took back to marketing. */
export function buildExpiryReport(card: CardState, after: string, channel: string): Message {
  const { brief } = card;
  const source = clean(brief.fields.source?.text);
  return {
    text: `Nobody took ${escapeFallback(leadLine(brief))} within ${after}`,
    blocks: [
      section(`:hourglass: Nobody in ${channelName(channel)} took ${whoOf(card)} within *${after}*.`),
      context(
        [
          'Free for nurture; comes back when its interest is new. The score learns nothing from this.',
          ...(source === '' ? [] : [`From ${escapeMrkdwn(source, SHOWN.field)}`]),
        ].join(' · '),
      ),
    ],
  };
}

/** Asks the rep who claimed a lead what came of it, with one click; once it was answered, says what was. */
export function buildOutcomeRequest(
  card: CardState,
  { after, lapsesAt, channel }: OutcomeRequest,
  { outcomes }: Pick<Playbook, 'outcomes'>,
): Message {
  const { brief, handoverId, claimed } = card;
  const lead = leadLine(brief);
  const since = claimed ? `, ${when(claimed.at, card.timezone)}` : '';
  const oneClick = outcomes.filter(({ reasons }) => reasons.length === 0).slice(0, OUTCOME_ACTIONS.length);
  return {
    text: `What came of ${escapeFallback(lead)}?`,
    blocks: [
      section(`What came of ${whoOf(card)}?\nYou claimed it ${after} ago${since}.`),
      actions(`outcome:${handoverId}`, [
        ...oneClick.map(({ id, label }, index) =>
          button(OUTCOME_ACTIONS[index] ?? '', label, `${id}:${handoverId}`, lead),
        ),
        button(ACTIONS.logOutcome, 'More...', handoverId, lead),
      ]),
      ...(lapsesAt === null
        ? []
        : [
            context(
              `Without an answer by ${when(lapsesAt, card.timezone)} it is open again for everyone in ${channelName(channel)}.`,
            ),
          ]),
    ],
  };
}

export interface OutcomeRequest {
  after: string;
  lapsesAt: number | null; // epoch milliseconds
  channel: string; // of the card
}

/** What a message that asked for something says once the handover has moved on. */
export function buildSettled(card: CardState): Message {
  const stands = stateLines(card);
  const lines = stands.length > 0 ? stands : [':leftwards_arrow_with_hook: *Open again*'];
  return {
    text: `Settled: ${escapeFallback(leadLine(card.brief))}`,
    blocks: [context([whoOf(card), ...lines].join(' · '))],
  };
}

/** As `buildSettled`, to the rep who answered: with a way to log what comes next, or to correct what was the end. */
export function buildAnswered(card: CardState): Message {
  const { handoverId, brief } = card;
  const lead = leadLine(brief);
  const next =
    card.state === 'closed'
      ? button(ACTIONS.correctOutcome, 'Correct outcome', handoverId, lead)
      : button(ACTIONS.logOutcome, 'Log what came next', handoverId, lead);
  const { text, blocks } = buildSettled(card);
  return { text, blocks: [...blocks, actions(`outcome:${handoverId}`, [next])] };
}

/** Tells a rep that their claim has lapsed. */
export function buildLapseNote(card: CardState, after: string, channel: string): Message {
  return {
    text: `Your claim has lapsed: ${escapeFallback(leadLine(card.brief))}`,
    blocks: [
      section(
        `:leftwards_arrow_with_hook: Your claim of ${whoOf(card)} has lapsed: no outcome within ${after}. The card in ${channelName(channel)} is open again; claim it there if you are still on it.`,
      ),
    ],
  };
}

function whoOf({ brief }: CardState): string {
  return claimLine(brief.leadName, brief.fields.organisation?.text ?? null);
}

function waits({ brief }: CardState, after: string): string {
  const why = brief.whyNow ? `\n:zap: *Why now:* ${escapeMrkdwn(brief.whyNow.text, SHOWN.field)}` : '';
  return `*${escapeMrkdwn(leadLine(brief), SHOWN.entry)}*\nNobody has taken this lead for ${after}.${why}`;
}
