/**
 * Runs the embedded database off the main thread, so that no query keeps Slack waiting for an acknowledgement,
 * and speaks PostgreSQL's protocol on a socket that only this user can open.
 */
import { existsSync, openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import type { EmbeddedOptions } from './embedded.ts';
import { PGliteByExchange } from './exchanges.ts';

const { dir, socket, from } = workerData as EmbeddedOptions;
const isNew = dir === null || !existsSync(join(dir, 'PG_VERSION'));
const db = new PGliteByExchange({
  ...(dir && { dataDir: dir }),
  ...(from && isNew && { loadDataDir: await openAsBlob(from) }),
  relaxedDurability: false,
});
await db.waitReady;
const server = new PGLiteSocketServer({ db, path: socket, maxConnections: 32 });
await server.start();
parentPort?.on('message', () => void stop());
parentPort?.postMessage('ready');

async function stop(): Promise<void> {
  await server.stop();
  await db.close();
  parentPort?.postMessage('stopped');
  parentPort?.close();
}
