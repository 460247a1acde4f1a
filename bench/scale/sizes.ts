import type { Database } from '../../src/database/open-database.ts';

/** A row for each table that has more than some rows, the largest first. */
export async function saySizes({ sql }: Database): Promise<void> {
  await sql.query('VACUUM FULL'); // what the data takes, without what was freed
  const { rows: tables } = await sql.query<{ name: string; bytes: string }>(
    `SELECT relname AS name, (SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree(c.oid)) AS bytes FROM pg_class c
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'p'
     UNION ALL SELECT relname, pg_total_relation_size(oid) FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY bytes DESC`,
  );
  console.log('\n| table | rows | bytes a row, with indexes |\n| --- | --- | --- |');
  for (const { name, bytes } of tables) {
    const { rows } = await sql.query<{ rows: string }>(`SELECT count(*) AS rows FROM "${name}"`);
    const count = Number(rows[0]?.rows);
    if (count > 100)
      console.log(`| ${name} | ${count.toLocaleString('en-US')} | ${Math.round(Number(bytes) / count)} |`);
  }
}
