import type { CardState } from './card-state.ts';
import { claimLine } from './lead-brief.ts';
import { SHOWN } from './limits.ts';
import { context, type Message } from './parts.ts';
import { stateLines } from './state-line.ts';
import { clean, escapeFallback, escapeMrkdwn } from './text.ts';

/**
 * Tells marketing, in one message that follows the handover, how sales works a lead that it took. A rep's note to
 * oneself stays on the card.
 */
export function buildProgressNote(card: CardState): Message {
  const { brief, snoozed, woken } = card;
  const state = {
    ...card,
    snoozed: snoozed && { ...snoozed, note: null },
    woken: woken && { ...woken, note: null },
  };
  const source = clean(brief.fields.source?.text);
  const stands = stateLines(state);
  const lines = [
    claimLine(brief.leadName, brief.fields.organisation?.text ?? null),
    ...(stands.length > 0 ? stands : [':leftwards_arrow_with_hook: *Open again*']),
    ...(source === '' ? [] : [`From ${escapeMrkdwn(source, SHOWN.field)}`]),
  ];
  return {
    text: `${escapeFallback(brief.leadName)}: ${state.state}`,
    blocks: [context(lines.join(' · '))],
  };
}
