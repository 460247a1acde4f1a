import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { openDatabase } from '../../../src/database/open-database.ts';
import { parseActivities } from '../../../src/ingest/activity-input.ts';
import { storeBatches } from '../../../src/ingest/store-activities.ts';
import { livePlaybook } from '../../../src/playbook/live.ts';
import { parsePlaybook } from '../../../src/playbook/load.ts';
import { newDatabase } from '../../database/test-database.ts';
import { MONDAY } from '../../end-to-end/start.ts';
import { depsOn } from '../../handover/deps.ts';

export const DAY_MS = 86_400_000;
const EXAMPLE = readFileSync('test/playbook/example.yaml', 'utf8');

/** The example's playbook with some of its text exchanged. */
export function playbookWith(changes: [from: string, to: string][] = []) {
  const text = changes.reduce((so, [from, to]) => so.replace(from, to), EXAMPLE);
  const loaded = parsePlaybook(text, 'changed.yaml');
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join());
  return loaded;
}

/** A person at a company of their own: what Jane did, done by them. */
export function person(name: string, facts: object = {}) {
  return {
    name,
    email: `${name.toLowerCase()}@${name.toLowerCase()}.example`,
    company: { name: `${name} GmbH`, industry: 'manufacturing', employees: 800, country: 'DE' },
    ...facts,
  };
}

export type Past = Awaited<ReturnType<typeof openPast>>;

/** A new database in which a past can happen, by the example's playbook with these changes. */
export async function openPast(changes: [from: string, to: string][] = []) {
  const database = await openDatabase(await newDatabase());
  const deps = depsOn(database, livePlaybook(playbookWith(changes)));
  return {
    deps,
    /** Takes activities in as if Baton had heard of each a minute after it happened, or when `heardAt` says. */
    hear: async (activities: object[], heardAt?: Date): Promise<void> => {
      const parsed = parseActivities(activities, MONDAY);
      expect(parsed.rejected).toEqual([]);
      await storeBatches(deps, [parsed.activities], MONDAY);
      await database.sql.query(
        `UPDATE "Activity" SET "receivedAt" = coalesce($2, at + interval '1 minute') WHERE id = ANY($1)`,
        [parsed.activities.map(({ id }) => id), heardAt ?? null],
      );
    },
    handoverOf: (name: string) => database.prisma.handover.findFirstOrThrow({ where: { lead: { name } } }),
  };
}
