import { pino } from 'pino';
import { type Database, openDatabase } from '../src/database/open-database.ts';
import { type ActivityInput, parseActivities } from '../src/ingest/activity-input.ts';
import { createIntake } from '../src/ingest/take-in.ts';
import { BATCH, type Batch, batch } from './batch.ts';
import { copyRows, insertRows, type PlainRow } from './insert-plainly.ts';
import { inTurn, type Row } from './measure.ts';
import { defaultPlaybook } from './playbook.ts';
import { openPostgres } from './postgres.ts';

const IN_FLIGHT = 8;
const EACH = 4; // batches that each of those in flight sends, one after the other
const ROUNDS = 15;

/**
 * Batches of 500 through ingest, eight in flight, against the same rows put by one connection into a table of the same
 * columns, indexes and constraints that knows nothing of leads, repeats or interest.
 */
export async function benchIngest(): Promise<Row[]> {
  const embedded = await openDatabase({ kind: 'embedded', dir: null });
  const rows = [await compare(embedded, 'ingest of batches of 500, embedded', insertRows, 0.5)];
  await embedded.close();
  const postgres = await openPostgres();
  if (!postgres.ok) {
    console.error(`Ingest on PostgreSQL is left out: ${postgres.why}`);
    return rows;
  }
  rows.push(await compare(postgres.database, 'ingest of batches of 500, PostgreSQL', insertRows, 0.7));
  rows.push(await compare(postgres.database, 'ingest of batches of 500, PostgreSQL', copyRows, 0.3));
  await postgres.stop();
  return rows;
}

type Put = typeof insertRows;

async function compare(database: Database, what: string, put: Put, wanted: number): Promise<Row> {
  const now = new Date();
  const takeIn = createIntake({
    database,
    log: pino({ level: 'silent' }),
    playbook: defaultPlaybook(),
    now: () => now,
  });
  await takeIn(parsed(batch('first', now), now));
  await makePlainTable(database);
  const leads = await leadsByEmail(database);
  let batches: Batch[] = [];
  const fresh = () => {
    const run = crypto.randomUUID();
    batches = Array.from({ length: IN_FLIGHT * EACH }, (_, index) => batch(`${run}-${index}`, now));
  };
  const ours = () => inFlight(batches, (one) => takeIn(parsed(one, now)));
  const plain = async () => {
    const client = await database.sql.connect();
    for (const one of batches) await put(client, 'plain', plainRows(one, leads));
    client.release();
  };
  const [measured, against] = await inTurn(
    ROUNDS,
    Object.assign(ours, { before: fresh }),
    Object.assign(plain, { before: fresh }),
  );
  const rate = (ms: number) => `${((IN_FLIGHT * EACH * BATCH * 1000) / ms).toFixed(0)} rows/s`;
  return {
    what: `${what}, against ${put === copyRows ? 'COPY' : 'plain multi-row inserts'} of the same`,
    measured: rate(measured),
    against: rate(against),
    ratio: against / measured,
    wanted: `at least ${wanted}`,
  };
}

/** What clients do that wait for an answer before they send more; an answer takes a turn of the event loop. */
async function inFlight(batches: Batch[], send: (batch: Batch) => Promise<unknown>): Promise<void> {
  const waiting = batches.values();
  const client = async () => {
    for (const one of waiting) {
      await send(one);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, client));
}

/** What LIKE leaves out: the foreign key, and that an id is unique. */
async function makePlainTable({ sql }: Database): Promise<void> {
  await sql.query(
    `DROP TABLE IF EXISTS plain; CREATE TABLE plain (LIKE "Activity" INCLUDING ALL, PRIMARY KEY (id));
     ALTER TABLE plain ADD FOREIGN KEY ("leadId") REFERENCES "Lead" (id) ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED`,
  );
}

async function leadsByEmail({ prisma }: Database): Promise<Map<string, string>> {
  const leads = await prisma.lead.findMany({ select: { id: true, email: true } });
  return new Map(leads.map(({ id, email }) => [email ?? '', id]));
}

function parsed(one: Batch, now: Date): ActivityInput[] {
  return parseActivities(one, now).activities;
}

function plainRows(one: Batch, leads: Map<string, string>): PlainRow[] {
  return one.map(({ id, type, at, lead, content }) => {
    return [id, leads.get(lead.email) ?? '', type, at, JSON.stringify(content)];
  });
}
