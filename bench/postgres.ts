import { type Database, openDatabase } from '../src/database/open-database.ts';
import { findPostgres } from '../test/postgres/find-postgres.ts';
import { createDatabase, databaseUrl } from '../test/postgres/server.ts';
import { startCluster } from '../test/postgres/start-cluster.ts';

type Opened =
  | { ok: true; database: Database; url: string; stop(): Promise<void> }
  | { ok: false; why: string };

/** A database on a PostgreSQL of its own, which is gone when stopped; or why there is none here. */
export async function openPostgres(): Promise<Opened> {
  const postgres = await findPostgres();
  if (!postgres.ok) return postgres;
  const cluster = await startCluster(postgres);
  await createDatabase(cluster.host, 'bench', 'template1');
  const url = databaseUrl(cluster.host, 'bench');
  const database = await openDatabase({ kind: 'postgres', url });
  const stop = async () => {
    await database.close();
    await cluster.stop();
  };
  return { ok: true, database, url, stop };
}
