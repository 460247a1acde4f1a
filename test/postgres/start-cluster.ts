import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Postgres } from './find-postgres.ts';

const CLUSTER = fileURLToPath(new URL('./cluster.ts', import.meta.url));

export interface Cluster {
  /** The folder of its socket. */
  host: string;
  /** Stops it for so long, then starts it again; resolves when it takes connections. */
  away(ms: number): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a temporary cluster in a process of its own, which removes it when stopped or when this process ends. `inMemory`
 * is for many small databases: each is 300 files, which take longer to make on a disk than to fill.
 */
export async function startCluster(postgres: Postgres, { inMemory = false } = {}): Promise<Cluster> {
  const args = [CLUSTER, JSON.stringify(postgres), ...(inMemory ? ['in-memory'] : [])];
  const cluster = spawn(process.execPath, args, {
    detached: true, // Ctrl-C is for who runs the tests, who then ends the cluster
  });
  cluster.stderr.pipe(process.stderr, { end: false }); // not as its own: whoever reads ours would wait for its end, too
  const ended = once(cluster, 'exit');
  const lines = createInterface({ input: cluster.stdout }); // one whenever it takes connections, the last at its end
  const [host] = await Promise.race([
    once(lines, 'line'),
    ended.then(() => Promise.reject(new Error('the temporary PostgreSQL did not start'))),
  ]);
  return {
    host: String(host),
    async away(ms) {
      const back = once(lines, 'line');
      cluster.stdin.write(`away ${ms}\n`);
      await back;
    },
    async stop() {
      const last = Promise.race([once(lines, 'line'), ended]);
      cluster.stdin.end();
      await last;
      for (const out of [cluster.stdout, cluster.stderr]) out.destroy();
      cluster.unref();
    },
  };
}
