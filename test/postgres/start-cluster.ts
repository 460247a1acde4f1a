import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Postgres } from './find-postgres.ts';

const CLUSTER = fileURLToPath(new URL('./cluster.ts', import.meta.url));

/** Starts a temporary cluster in a process of its own, which removes it when stopped or when this process ends. */
export async function startCluster(postgres: Postgres): Promise<{ host: string; stop(): Promise<void> }> {
  const cluster = spawn(process.execPath, [CLUSTER, JSON.stringify(postgres)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true, // Ctrl-C is for who runs the tests, who then ends the cluster
  });
  const ended = once(cluster, 'exit');
  const [host] = await Promise.race([
    once(createInterface({ input: cluster.stdout }), 'line'),
    ended.then(() => Promise.reject(new Error('the temporary PostgreSQL did not start'))),
  ]);
  return {
    host: String(host),
    async stop() {
      cluster.stdin.end();
      await ended;
    },
  };
}
