import type pg from 'pg';
import { z } from 'zod';
import type { Playbook } from '../playbook/schema.ts';
import { addActivity, emptyInterest } from '../scoring/interest.ts';
import type { LeadBook } from './lead-book.ts';

const Content = z
  .object({ title: z.string().nullish(), url: z.string().nullish(), tags: z.array(z.string()).nullish() })
  .nullable();

/** Folds the interest of stale leads anew, from their activities in the order in which they arrived. */
export async function rebuildInterest(
  client: pg.PoolClient,
  book: LeadBook,
  playbook: Playbook,
  playbookHash: string,
): Promise<void> {
  for (const lead of book.leads.values()) {
    if (!lead.stale) continue;
    const { rows } = await client.query<{ id: string; type: string; at: Date; content: unknown }>(
      'SELECT id, type, at, content FROM "Activity" WHERE "leadId" = $1 ORDER BY seq',
      [lead.id],
    );
    const interest = rows.reduce((state, { id, type, at, content: json }) => {
      const content = Content.parse(json);
      const about = content && {
        title: content.title ?? null,
        url: content.url ?? null,
        tags: content.tags ?? [],
      };
      return addActivity(state, { id, type, at: at.getTime(), content: about }, playbook);
    }, emptyInterest());
    await client.query('UPDATE "Lead" SET interest = $2 WHERE id = $1', [lead.id, JSON.stringify(interest)]);
  }
  await client.query(
    'UPDATE "Lead" SET "interestPlaybook" = $2 WHERE id = ANY($1::uuid[]) AND "interestPlaybook" IS DISTINCT FROM $2',
    [[...book.leads.keys()], playbookHash],
  );
}
