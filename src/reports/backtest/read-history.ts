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
  return rows.map(({ handoverId, kind, teaches, reasonId, outcomeId, features, at, takenBackAt }) => ({
    handoverId,
    kind,
    teaches,
    reasonId,
    outcomeId,
    features: Features.parse(features),
    at: at.getTime(),
    takenBackAt: takenBackAt?.getTime() ?? null,
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
  seq: string;
  id: string;
  leadId: string;
  type: string;
  at: Date;
  content: unknown;
  receivedAt: Date;
}

const COLUMNS = 'seq, id, "leadId", type, at, content, "receivedAt"';

/** A stretch of activities by their order of arrival: those after `after`, up to `last`. */
export interface Stretch {
  count: number;
  after: string;
  last: string;
}

/** All activities, or the newest so many. */
export async function measureActivities({ sql }: Database, most?: number): Promise<Stretch> {
  const cut = await sql.query<{ seq: string }>(
    'SELECT seq FROM "Activity" WHERE $1::int IS NOT NULL ORDER BY seq DESC OFFSET coalesce($1::int, 0) LIMIT 1',
    [most ?? null],
  );
  const after = cut.rows[0]?.seq ?? '0';
  const { rows } = await sql.query<{ count: string; last: string | null }>(
    'SELECT count(*) AS count, max(seq) AS last FROM "Activity" WHERE seq > $1',
    [after],
  );
  return { count: Number(rows[0]?.count ?? 0), after, last: rows[0]?.last ?? '0' };
}

/**
 * A stretch of activities, in the order in which they came, a page at a time. Those that came in one transaction are in
 * one page, in the order of time, as ingest takes them.
 */
export async function* streamActivities(
  { sql }: Database,
  { after: start, last }: Pick<Stretch, 'after' | 'last'>,
  pageSize = PAGE,
): AsyncGenerator<PastActivity[]> {
  let after = start;
  let kept: PastActivity[] = [];
  for (;;) {
    const { rows } = await sql.query<ActivityRow>(
      `SELECT ${COLUMNS} FROM "Activity" WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT $3`,
      [after, last, pageSize],
    );
    after = rows.at(-1)?.seq ?? after;
    const read = [...kept, ...rows.map(asPast)];
    const isLast = rows.length < pageSize;
    const cut = isLast
      ? read.length
      : read.findIndex(({ receivedAt }) => receivedAt === read.at(-1)?.receivedAt);
    kept = read.slice(cut);
    const page = read.slice(0, cut);
    if (page.length > 0) yield page.toSorted((a, b) => a.receivedAt - b.receivedAt || a.at - b.at);
    if (isLast) return;
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
