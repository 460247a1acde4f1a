import { ACTIONS } from './ids.ts';
import { actions, button, type Message, section } from './parts.ts';

/** A message of nothing but the sentence of its notification: what Slack takes when it refuses what we drew. */
export function buildPlainNote({ text }: Message): Message {
  return { text, blocks: [section(text)] };
}

/** The same for a card: a rep can still take the lead. The words of its button are ours alone. */
export function buildPlainCard(
  drawn: Message,
  { handoverId, isOpen }: { handoverId: string; isOpen: boolean },
): Message {
  const { text, blocks } = buildPlainNote(drawn);
  const claim = button(ACTIONS.claim, 'Claim', handoverId, 'this lead');
  return { text, blocks: isOpen ? [...blocks, actions(`card:${handoverId}`, [claim])] : blocks };
}
