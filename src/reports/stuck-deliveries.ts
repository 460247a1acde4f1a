import { z } from 'zod';
import { howToMend } from '../blocks/trouble-note.ts';
import type { Database } from '../database/open-database.ts';
import { oweAgain } from '../handover/postings.ts';

/** A message, or all of a channel, that Slack does not show as it is, and why. */
export interface Stuck {
  /** What `retry` takes; null for a channel, which is tried again by itself. */
  id: string | null;
  channel: string;
  what: string;
  state: 'refused' | 'unclear' | 'set aside' | 'retrying' | 'waiting';
  why: string;
  since: Date;
}

const Named = z.object({ leadName: z.string() });
/** What is owed for less is on its way. */
const PATIENCE_S = 60;

/** What is stuck, longest first: channels that Slack refuses, then messages that stand for themselves. */
export async function listStuck({ prisma }: Database): Promise<Stuck[]> {
  const troubles = await prisma.channelTrouble.findMany({ orderBy: { since: 'asc' } });
  const channels: Stuck[] = [];
  for (const { channel, error, since } of troubles) {
    const waiting = await prisma.posting.count({ where: { channel, owed: true, state: { not: 'unclear' } } });
    const what = waiting === 1 ? '1 message' : `${waiting} messages`;
    const why = `${error}. ${howToMend(channel, error)}`;
    channels.push({ id: null, channel, what, state: 'refused', why, since });
  }
  const rows = await prisma.$queryRaw<{ id: string; since: Date }[]>`
    SELECT id, coalesce("troubledAt", "createdAt") AS since FROM "Posting"
    WHERE state = 'unclear' OR (NOT owed AND error IS NOT NULL)
      OR (owed AND channel <> ALL(${troubles.map(({ channel }) => channel)})
        AND (error IS NOT NULL OR "createdAt" < now() - ${PATIENCE_S} * interval '1 s'))
    ORDER BY since, id LIMIT 200`;
  const postings = await prisma.posting.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    include: { handover: true },
  });
  const messages = rows.flatMap(({ id, since }): Stuck[] => {
    const posting = postings.find((one) => one.id === id);
    if (!posting) return [];
    const { kind, channel, handover, hostKey, error } = posting;
    const lead = Named.safeParse(handover?.brief);
    const what = lead.success ? `${kind} of ${lead.data.leadName}` : kind;
    const why = error ?? (hostKey ? 'the message in whose thread it goes does not stand yet' : 'in line');
    return [{ id, channel, what, state: stateOf(posting), why: WORDS[why] ?? why, since }];
  });
  return [...channels, ...messages];
}

/** What our own codes mean; Slack's stand in its documentation. */
const WORDS: Readonly<Record<string, string>> = {
  HISTORY_UNREADABLE:
    'its answer was lost, and Slack does not let Baton read whether it stands. Look in the channel; if it is not there, retry',
  NO_ANSWER: 'Slack did not answer',
  SERVER_ERROR: 'Slack answered with a failure of its own',
  RATE_LIMITED: 'Slack asks to wait',
  CAN_NOT_DRAW: 'it can not be drawn; the log says why',
};

function stateOf(posting: { state: string; owed: boolean; error: string | null }): Stuck['state'] {
  if (posting.state === 'unclear') return 'unclear';
  if (!posting.owed) return 'set aside';
  return posting.error ? 'retrying' : 'waiting';
}

/** Has a message tried again at once; one that was unclear is posted anew. False when there is none of this id. */
export async function retryDelivery({ prisma }: Database, id: string): Promise<boolean> {
  const posting = z.uuid().safeParse(id).success ? await prisma.posting.findUnique({ where: { id } }) : null;
  if (!posting) return false;
  await prisma.$transaction((tx) =>
    oweAgain(tx, { id }, posting.state === 'unclear' ? { state: 'pending' } : {}),
  );
  return true;
}
