import type { Database } from '../src/database/open-database.ts';
import { asJson } from '../src/handover/hand-over.ts';
import { cardKey, oweAgain } from '../src/handover/postings.ts';
import { assessment, brief } from '../test/blocks/fixtures.ts';

/** So many cards that stand, in turn in so many channels, each of a lead of its own. Gives back their handovers. */
export async function placeCards({ prisma }: Database, count: number, channels: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const lead = await prisma.lead.create({ data: { email: `lead${index}@acme.example` } });
    const channel = `C${String(index % channels).padStart(7, '0')}`;
    const { id } = await prisma.handover.create({
      data: {
        leadId: lead.id,
        liveLeadId: lead.id,
        channel,
        state: 'open',
        brief: asJson(brief),
        assessment: asJson(assessment),
        playbookHash: '',
        openedAt: new Date(),
      },
    });
    await prisma.posting.create({
      data: {
        key: cardKey(id),
        kind: 'card',
        handoverId: id,
        channel,
        channelId: channel,
        ts: `1772442000.${String(index).padStart(6, '0')}`,
        state: 'posted',
        owed: false,
      },
    });
    ids.push(id);
  }
  return ids;
}

/** Says of every card that it has changed, each with a job of its own. */
export async function owe({ prisma }: Database, cards: string[]): Promise<void> {
  await prisma.$transaction((tx) => oweAgain(tx, { kind: 'card', handoverId: { in: cards } }), {
    timeout: 60_000,
  });
}
