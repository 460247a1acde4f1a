import { z } from 'zod';
import type { Database } from '../../database/open-database.ts';
import { readContent } from '../../ingest/stored-content.ts';
import type { ScoredActivity } from '../../scoring/interest.ts';
import type { StoredVerdict } from '../../scoring/lesson.ts';

/** An activity with when Baton heard of it, which can be long after it happened. */
export interface PastActivity extends ScoredActivity {
  leadId: string;
  receivedAt: number;
}

/** What sales said of a handover, and when it took that back. */
export interface PastVerdict extends StoredVerdict {
  handoverId: string;
  reasonId: string | null;
  outcomeId: string | null;
  takenBackAt: number | null;
  /** The version of the model that counted it first; null when none has. */
  countedIn: number | null;
  /** What the score had said of the lead at handover; null where that was not kept. */
  said: Said | null;
}

export interface Said {
  logOdds: number; // before calibration
  readiness: number;
}

/** A version of the model that went back to an earlier one. */
export interface PastRollback {
  version: number;
  restores: number;
  at: number;
}

export interface PastHandover {
  id: string;
  leadId: string;
  companyId: string | null;
  channel: string;
  at: number;
  closedAt: number | null;
}

const Features = z.record(z.string(), z.number());
const PAGE = 5_000;

/** All verdicts ever given, in the order in which they were. */
export async function readVerdicts({ prisma }: Database): Promise<PastVerdict[]> {
  const rows = await prisma.verdict.findMany({ orderBy: [{ at: 'asc' }, { id: 'asc' }] });
  return rows.map(({ features, at, takenBackAt, logOdds, readiness, ...verdict }) => ({
    ...verdict,
    features: Features.parse(features),
    at: at.getTime(),
    takenBackAt: takenBackAt?.getTime() ?? null,
    said: logOdds === null || readiness === null ? null : { logOdds, readiness },
  }));
}

/** All rollbacks of the model ever made. */
export async function readRollbacks({ prisma }: Database): Promise<PastRollback[]> {
  const rows = await prisma.modelVersion.findMany({
    where: { restores: { not: null } },
    select: { id: true, restores: true, createdAt: true },
  });
  return rows.map(({ id, restores, createdAt }) => ({
    version: id,
    restores: restores ?? 0,
    at: createdAt.getTime(),
  }));
}

/** All handovers ever made, oldest first. */
export async function readHandovers({ prisma }: Database): Promise<PastHandover[]> {
  const rows = await prisma.handover.findMany({
    select: { id: true, leadId: true, companyId: true, channel: true, createdAt: true, closedAt: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ createdAt, closedAt, ...row }) => ({
    ...row,
    at: createdAt.getTime(),
    closedAt: closedAt?.getTime() ?? null,
  }));
}

interface ActivityRow {
  id: string;
  leadId: string;
  type: string;
  at: Date;
  content: unknown;
  receivedAt: Date;
}

const COLUMNS = 'id, "leadId", type, at, content, "receivedAt"';

/** A stretch of activities by their place in the order of arrival: those after `after`, up to `last`. */
export interface Stretch {
  after: number;
  last: number;
}

/** All activities, or the newest so many (fewer, where places in the order were never taken). */
export async function measureActivities(
  { sql }: Database,
  most = Number.POSITIVE_INFINITY,
): Promise<Stretch> {
  // The sequence knows without a look at the table.
  const { rows } = await sql.query<{ last: string }>('SELECT last_value AS last FROM "Activity_seq_seq"');
  // Pages that the index has not summed up yet would be read anew for each window.
  await sql.query(
    `SELECT brin_summarize_new_values(inhrelid) FROM pg_inherits WHERE inhparent = '"Activity_seq_idx"'::regclass`,
  );
  const last = Number(rows[0]?.last ?? 0);
  return { after: Math.max(0, last - most), last };
}

/**
 * A stretch of activities, in the order in which they came, a page at a time. Those that came in one transaction are in
 * one page, in the order of time, as ingest takes them. `place` is how far the stretch is read.
 */
export async function* streamActivities(
  { sql }: Database,
  { after: start, last }: Stretch,
  pageSize = PAGE,
): AsyncGenerator<{ page: PastActivity[]; place: number }> {
  let kept: PastActivity[] = [];
  for (let after = start; after < last; after += pageSize) {
    const end = Math.min(after + pageSize, last);
    const { rows } = await sql.query<ActivityRow>(
      `SELECT ${COLUMNS} FROM "Activity" WHERE seq > $1 AND seq <= $2 ORDER BY seq`,
      [after, end],
    );
    const read = [...kept, ...rows.map(asPast)];
    const newest = read.at(-1)?.receivedAt;
    const cut = end === last ? read.length : read.findIndex(({ receivedAt }) => receivedAt === newest);
    kept = read.slice(cut);
    yield {
      page: read.slice(0, cut).toSorted((a, b) => a.receivedAt - b.receivedAt || a.at - b.at),
      place: end,
    };
  }
}

/** What a lead had done by the moment that Baton had heard of it, in the order of time. */
export async function readActivitiesOf(
  { sql }: Database,
  leadId: string,
  heardBy: number,
): Promise<PastActivity[]> {
  const { rows } = await sql.query<ActivityRow>(
    `SELECT ${COLUMNS} FROM "Activity" WHERE "leadId" = $1 AND "receivedAt" <= $2 ORDER BY at, seq`,
    [leadId, new Date(heardBy + 1)], // JavaScript keeps milliseconds, the database microseconds
  );
  return rows.map(asPast);
}

function asPast({ id, leadId, type, at, content, receivedAt }: ActivityRow): PastActivity {
  return {
    id,
    leadId,
    type,
    at: at.getTime(),
    content: readContent(content),
    receivedAt: receivedAt.getTime(),
  };
}
