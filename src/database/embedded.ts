import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { folderUnusable, lockFolder } from './lock-folder.ts';

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

/** The embedded database is gone while it was in use; the message says why as far as it is known. */
export class DatabaseEnded extends Error {}

const PORT = 5432; // names the socket file, as in PostgreSQL: `.s.PGSQL.5432`

/**
 * Starts PGlite in a worker on a folder, or in memory; a new one begins with the dump `from`, if one is given. Throws
 * when another process holds the folder: two on one folder destroy it.
 */
export async function startEmbedded({
  dir,
  from,
  locked = false,
}: {
  dir: string | null;
  from?: string;
  locked?: boolean;
}): Promise<Embedded> {
  const lock = dir === null || locked ? null : lockFolder(dir);
  if (dir !== null) await mkdir(join(dir, 'pg'), { recursive: true });
  const host = await mkdtemp(join(tmpdir(), 'baton-')); // mode 0700
  const workerData: EmbeddedOptions = {
    dir: dir === null ? null : join(dir, 'pg'),
    socket: join(host, `.s.PGSQL.${PORT}`),
    ...(from && { from }),
  };
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData });
  try {
    await once(worker, 'message');
  } catch (error) {
    lock?.release();
    throw dir === null ? error : folderUnusable(dir, error);
  }
  // Without its database the process is of no use, and what was committed is on the disk.
  worker.on('error', (error) => {
    throw new DatabaseEnded(
      `The embedded database ended: ${error instanceof Error ? error.message : String(error)}. Is there room on its disk?`,
      {
        cause: error,
      },
    );
  });
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
