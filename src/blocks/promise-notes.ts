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
      section(`:alarm_clock: *Nobody has taken this lead for ${after}.* ${whoAndWhy(card)}`),
      context('Claim it, snooze it or reject it on its card above.'),
    ],
  };
}

/** Calls the manager to an unclaimed card, in its thread. `mention` is mrkdwn. */
export function buildEscalation(card: CardState, after: string, mention: string): Message {
  return {
    text: `Still unclaimed after ${after}: ${escapeFallback(leadLine(card.brief))}`,
    blocks: [
      section(`:rotating_light: ${mention} *Nobody has taken this lead for ${after}.* ${whoAndWhy(card)}`),
      context('Who should take it? Claim it, snooze it or reject it on its card above.'),
    ],
  };
}

/** Gives a lead that nobody took back to marketing. */
export function buildExpiryReport(card: CardState, after: string, channel: string): Message {
  const { brief } = card;
  const source = clean(brief.fields.source?.text);
  const company = brief.fields.organisation?.text ?? null;
  return {
    text: `Nobody took ${escapeFallback(leadLine(brief))} within ${after}`,
    blocks: [
      section(
        `:hourglass: Nobody in ${channelName(channel)} took ${claimLine(brief.leadName, company)} within *${after}*.`,
      ),
      context(
        [
          'Free for nurture; comes back when its interest is new. The score learns nothing from this.',
          ...(source === '' ? [] : [`From ${escapeMrkdwn(source, SHOWN.field)}`]),
        ].join(' · '),
      ),
    ],
  };
}

/** Asks the rep who claimed a lead what came of it, with one click; shows what was logged once it was. */
export function buildOutcomeRequest(
  card: CardState,
  { after, of, lapsesAt, channel }: OutcomeRequest,
  { outcomes }: Pick<Playbook, 'outcomes'>,
): Message {
  const { brief, handoverId, outcome, claimed } = card;
  const lead = leadLine(brief);
  const who = claimLine(brief.leadName, brief.fields.organisation?.text ?? null);
  if (outcome || claimed?.by !== of || card.state !== 'claimed') {
    const stands =
      outcome?.by === of ? stateLines(card).slice(-1) : [`No longer yours in ${channelName(channel)}.`];
    return {
      text: `Thanks: ${escapeFallback(lead)}`,
      blocks: [
        section([who, ...stands].join('\n')),
        ...(card.state === 'claimed' && outcome?.by === of
          ? [
              actions(`outcome:${handoverId}`, [
                button(ACTIONS.logOutcome, 'Log what came next', handoverId, lead),
              ]),
            ]
          : []),
      ],
    };
  }
  const oneClick = outcomes.filter(({ reasons }) => reasons.length === 0).slice(0, OUTCOME_ACTIONS.length);
  return {
    text: `What came of ${escapeFallback(lead)}?`,
    blocks: [
      section(`*What came of ${who}?*\nYou claimed it ${after} ago, ${when(claimed.at, card.timezone)}.`),
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
  of: string; // whom it asks: Slack user id
  lapsesAt: number | null; // epoch milliseconds
  channel: string; // of the card
}

/** Tells a rep that their claim has lapsed. */
export function buildLapseNote(card: CardState, after: string, channel: string): Message {
  const company = card.brief.fields.organisation?.text ?? null;
  return {
    text: `Your claim has lapsed: ${escapeFallback(leadLine(card.brief))}`,
    blocks: [
      section(
        `:leftwards_arrow_with_hook: Your claim of ${claimLine(card.brief.leadName, company)} has lapsed: no outcome within ${after}. The card in ${channelName(channel)} is open again; claim it there if you are still on it.`,
      ),
    ],
  };
}

function whoAndWhy({ brief }: CardState): string {
  const why = brief.whyNow ? `\n:zap: *Why now:* ${escapeMrkdwn(brief.whyNow.text, SHOWN.field)}` : '';
  return `\n${escapeMrkdwn(leadLine(brief), SHOWN.entry)}${why}`;
}
