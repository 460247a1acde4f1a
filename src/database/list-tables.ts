import type pg from 'pg';

export interface Table {
  name: string; // quoted
  columns: string[]; // quoted, by name
  /** Columns that are counted by a sequence. */
  serials: string[];
}

/** What only says who runs now, and what was migrated. */
const NOT_DATA = ['Instance', 'Tick', '_prisma_migrations'];

/** Baton's tables with data, each after those that it refers to. The queue's own are not among them. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table & { refers: string[] }>(
    `SELECT quote_ident(relname) AS name,
       array(SELECT quote_ident(attname) FROM pg_attribute
         WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attname)::text[] AS columns,
       array(SELECT quote_ident(attname) FROM pg_attribute
         WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
           AND pg_get_serial_sequence(quote_ident(relname), attname) IS NOT NULL)::text[] AS serials,
       array(SELECT quote_ident(r.relname) FROM pg_constraint JOIN pg_class r ON r.oid = confrelid
         WHERE conrelid = c.oid AND contype = 'f' AND confrelid <> c.oid)::text[] AS refers
     FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> ALL($1)
     ORDER BY relname`,
    [NOT_DATA],
  );
  const sorted: Table[] = [];
  let left = rows;
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name));
    const next = left.filter(({ refers }) => !refers.some((name) => waiting.has(name)));
    if (next.length === 0)
      throw new Error(`Tables refer to each other in a circle: ${[...waiting].join(', ')}`);
    sorted.push(...next.map(({ name, columns, serials }) => ({ name, columns, serials })));
    left = left.filter((table) => !next.includes(table));
  }
  return sorted;
}
