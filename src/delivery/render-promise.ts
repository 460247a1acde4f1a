import { z } from 'zod';
import type { CardState } from '../blocks/card-state.ts';
import type { Message } from '../blocks/parts.ts';
import {
  buildAnswered,
  buildEscalation,
  buildExpiryReport,
  buildLapseNote,
  buildNudge,
  buildOutcomeRequest,
  buildSettled,
} from '../blocks/promise-notes.ts';
import type { Handover, Posting } from '../database/generated/client.ts';
import { nextPromise } from '../handover/promises.ts';
import type { Playbook } from '../playbook/schema.ts';
import type { Handles } from './handles.ts';

const Details = z.object({ after: z.string(), to: z.string().default(''), version: z.int().optional() });

/**
 * Draws what is said when a promise about time is kept; null for messages of other kinds. What asks for something asks
 * until the handover has changed.
 */
export async function renderPromise(
  posting: Posting & { handover: Handover },
  card: CardState,
  playbook: Playbook,
  handles: Handles,
): Promise<Message | null> {
  const { kind, handover } = posting;
  const { channel } = handover;
  const details = () => Details.parse(posting.details);
  const isAnswered = () => details().version !== handover.version;
  switch (kind) {
    case 'nudge':
      return isAnswered() ? buildSettled(card) : buildNudge(card, details().after);
    case 'escalation':
      if (isAnswered()) return buildSettled(card);
      return buildEscalation(card, details().after, await handles.mentionOf(details().to));
    case 'expiry':
      return buildExpiryReport(card, details().after, channel);
    case 'outcome': {
      const byThem = card.outcome?.by === posting.channel && !card.sameAs;
      if (isAnswered()) return byThem ? buildAnswered(card) : buildSettled(card);
      const next = nextPromise(handover, playbook);
      const lapsesAt = next?.name === 'lapse' ? next.at.getTime() : null;
      return buildOutcomeRequest(card, { after: details().after, lapsesAt, channel }, playbook);
    }
    case 'lapse':
      return buildLapseNote(card, details().after, channel);
    default:
      return null;
  }
}
