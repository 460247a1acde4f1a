import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { lockFolder } from './lock-folder.ts';

export interface EmbeddedOptions {
  dir: string | null; // null: in memory
  socket: string;
  from?: string; // file of a dump to begin with
}

export interface Embedded {
  /** Where `pg` connects: the folder of a private socket. */
  host: string;
  stop(): Promise<void>;
}

const PORT = 5432; // names the socket file, as in PostgreSQL: `.s.PGSQL.5432`

/**
 * Starts PGlite in a worker on a folder, or in memory; a new one begins with the dump `from`, if one is given. Throws
 * when another process holds the folder: two on one folder destroy it.
 */
export async function startEmbedded(dir: string | null, from?: string): Promise<Embedded> {
  const lock = dir === null ? null : lockFolder(dir);
  if (dir !== null) await mkdir(join(dir, 'pg'), { recursive: true });
  const host = await mkdtemp(join(tmpdir(), 'baton-')); // mode 0700
  const workerData: EmbeddedOptions = {
    dir: dir === null ? null : join(dir, 'pg'),
    socket: join(host, `.s.PGSQL.${PORT}`),
    ...(from && { from }),
  };
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData });
  await once(worker, 'message');
  return {
    host,
    async stop() {
      const ended = once(worker, 'exit');
      worker.postMessage('stop');
      await ended;
      lock?.release();
      await rm(host, { recursive: true, force: true });
    },
  };
}
