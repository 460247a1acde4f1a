import { pino } from 'pino';
import { type Database, openDatabase } from '../src/database/open-database.ts';
import { parseActivities } from '../src/ingest/activity-input.ts';
import { createIntake } from '../src/ingest/take-in.ts';
import { inTurn, type Row } from './measure.ts';
import { defaultPlaybook } from './playbook.ts';

const BATCH = 500;
const IN_FLIGHT = 8;
const LEADS = 100; // of whom a batch tells five things each

/** Batches of 500, eight in flight, through ingest against plain multi-row inserts of the same rows into a table like it. */
export async function benchIngest(): Promise<Row[]> {
  const database = await openDatabase({ kind: 'embedded', dir: null });
  await database.sql.query('CREATE TABLE plain (LIKE "Activity" INCLUDING ALL)');
  const deps = { database, log: pino({ level: 'silent' }), playbook: defaultPlaybook() };
  const now = new Date();
  const takeIn = createIntake({ ...deps, now: () => now });
  const ingest = (round: number) =>
    inFlight((turn) => takeIn(parseActivities(batch(round * IN_FLIGHT + turn, now), now).activities));
  await ingest(-1);
  const { rows } = await database.sql.query<{ id: string }>('SELECT id FROM "Lead" LIMIT 1');
  const leadId = rows[0]?.id ?? '';
  const [ours, plain] = await inTurn(15, ingest, (round) =>
    inFlight((turn) => insertPlainly(database, batch(round * IN_FLIGHT + turn, now), leadId)),
  );
  await database.close();
  return [
    {
      what: 'ingest of batches of 500, 8 in flight, against plain multi-row inserts of the same',
      measured: `${(((IN_FLIGHT * BATCH) / ours) * 1000).toFixed(0)} rows/s`,
      against: `${(((IN_FLIGHT * BATCH) / plain) * 1000).toFixed(0)} rows/s`,
      ratio: plain / ours,
      wanted: 'at least 0.5',
    },
  ];
}

function inFlight(work: (turn: number) => Promise<unknown>) {
  return Promise.all(Array.from({ length: IN_FLIGHT }, (_, turn) => work(turn)));
}

function insertPlainly(database: Database, rows: ReturnType<typeof batch>, leadId: string) {
  const values = rows.flatMap(({ id, type, at, content }) => [id, leadId, type, at, JSON.stringify(content)]);
  const places = rows.map(
    (_, row) => `(${[1, 2, 3, 4, 5].map((column) => `$${row * 5 + column}`).join(',')})`,
  );
  return database.sql.query(
    `INSERT INTO plain (id, "leadId", type, at, content) VALUES ${places.join(',')}`,
    values,
  );
}

function batch(round: number, now: Date) {
  return Array.from({ length: BATCH }, (_, index) => ({
    id: `bench-${round}-${index}`,
    type: ['content_viewed', 'resource_downloaded', 'pricing_viewed'][index % 3] ?? '',
    at: new Date(now.getTime() - index * 60_000).toISOString(),
    lead: { email: `lead${index % LEADS}@company${index % 20}.example`, name: `Lead ${index % LEADS}` },
    content: {
      title: `Page ${index % 30}`,
      url: `https://ledgerly.example/month-end/${index % 30}`,
      tags: ['close'],
    },
  }));
}
