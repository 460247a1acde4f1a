import type { Database } from '../database/open-database.ts';
import { CLICKS, SUBMISSIONS, TELLINGS } from '../database/queue.ts';

/** What waits to be done, and since when. */
export interface Backlog {
  handovers: { state: string; count: number }[];
  messages: { owed: number; oldestSeconds: number };
  leads: { waiting: number; oldestSeconds: number };
  snoozes: { overdue: number; oldestSeconds: number };
  /** And submitted modals. */
  clicks: { waiting: number; oldestSeconds: number };
  /** What came of those, that Slack does not let us tell yet. */
  tellings: { waiting: number };
}

interface Row {
  what: string;
  count: number;
  seconds: number;
}

/** Counts what waits and says how old the oldest of each is, in one statement. */
export async function readBacklog({ sql }: Pick<Database, 'sql'>, now: Date): Promise<Backlog> {
  const { rows } = await sql.query<Row>(
    `SELECT 'state ' || state AS what, count(*)::int AS count, 0::float8 AS seconds FROM "Handover" GROUP BY state
     UNION ALL
     SELECT 'messages', count(*)::int, ${age('CASE WHEN p.state = \'posted\' THEN changed.at ELSE p."createdAt" END')}
       FROM "Posting" p LEFT JOIN "Handover" h ON h.id = p."handoverId"
         LEFT JOIN LATERAL (SELECT max(at) AS at FROM "HandoverEvent" WHERE "handoverId" = h.id) changed ON true
       WHERE p.owed
     UNION ALL
     SELECT 'leads', count(*)::int, ${age('coalesce("changedAt", "dueAt")')}
       FROM "Lead" WHERE "changedAt" IS NOT NULL OR "dueAt" <= $1
     UNION ALL
     SELECT 'snoozes', count(*)::int, ${age('"dueAt"')}
       FROM "Handover" WHERE state = 'snoozed' AND "dueAt" <= $1
     UNION ALL
     SELECT CASE name WHEN '${TELLINGS}' THEN 'tellings' ELSE 'clicks' END AS what, count(*)::int, ${age('created_on')}
       FROM pgboss.job
       WHERE name IN ('${CLICKS}', '${SUBMISSIONS}', '${TELLINGS}') AND state IN ('created', 'retry', 'active') GROUP BY 1`,
    [now],
  );
  const of = (what: string) => rows.find((row) => row.what === what);
  return {
    handovers: rows
      .filter(({ what }) => what.startsWith('state '))
      .map(({ what, count }) => ({ state: what.slice('state '.length), count })),
    messages: { owed: of('messages')?.count ?? 0, oldestSeconds: of('messages')?.seconds ?? 0 },
    leads: { waiting: of('leads')?.count ?? 0, oldestSeconds: of('leads')?.seconds ?? 0 },
    snoozes: { overdue: of('snoozes')?.count ?? 0, oldestSeconds: of('snoozes')?.seconds ?? 0 },
    clicks: { waiting: of('clicks')?.count ?? 0, oldestSeconds: of('clicks')?.seconds ?? 0 },
    tellings: { waiting: of('tellings')?.count ?? 0 },
  };
}

function age(column: string): string {
  return `greatest(0, coalesce(extract(epoch FROM $1::timestamptz - min(${column})), 0))::float8`;
}
