import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { openChosen } from '../src/open-chosen.ts';
import { startWorkspace } from '../src/sandbox/workspace.ts';
import { CannotStart, sayFailure } from '../src/start-failure.ts';
import { emptyFolder } from './cli/run-baton.ts';

test('a port that another program has is said in words, and what nobody foresaw with where it was', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const second = createServer().listen(portOf(holder), '127.0.0.1');
  const [error] = await once(second, 'error').finally(() => holder.close());
  expect(sayFailure(error)).toMatch(
    /^Baton can not listen on port \d+: another program has it\. Set PORT .*SANDBOX_PORT/,
  );
  expect(sayFailure(new CannotStart('The playbook has a problem'))).toBe('The playbook has a problem');
  expect(sayFailure(new TypeError('no such thing'))).toMatch(
    /TypeError[^]* at .*start-failure\.test\.ts:\d+/,
  );
});

test('what nobody foresaw names no person and no secret, in its message or in its causes', () => {
  const cause = Object.assign(new Error('Key (email)=(jane@acme.example) exists'), { code: '23505' });
  const said = sayFailure(new Error('Invalid `create` of { name: "Jane Doe", token: "xoxb-1" }', { cause }));
  expect(said).not.toMatch(/Jane|Doe|jane|acme|xoxb/);
  expect(said).toContain('23505');
  expect(sayFailure('thrown for jane@acme.example')).not.toContain('jane');
});

test('a file of the local workspace that can not be used is said in words', async () => {
  await using folder = await emptyFolder();
  const file = join(folder.path, 'workspace.sqlite');
  await writeFile(file, 'not a database at all, though it is long enough to look like one'.repeat(20));
  const failed = await startWorkspace({ file }).catch(sayFailure);
  expect(failed).toBe(
    'A file in the data folder can not be used: file is not a database. Mend that, or set DATA_DIR to another folder.',
  );
});

test('a PostgreSQL that does not answer is said in one line, without its password', async () => {
  const steps: string[] = [];
  const url = 'postgresql://baton:hush-hush@127.0.0.1:1/baton';
  const failed = await openChosen({ kind: 'postgres', url }, (step) => steps.push(step)).catch(sayFailure);
  expect(failed).toMatch(/^PostgreSQL can not be used: .*ECONNREFUSED.*\. Look at DATABASE_URL\.$/);
  expect(failed).not.toContain('hush-hush');
  expect(steps).toEqual(['Opening PostgreSQL ...']);
});

test('a PostgreSQL that gives no connection in time, once it had, is said in words', async () => {
  const deaf = createServer().listen(0, '127.0.0.1');
  await once(deaf, 'listening');
  const pool = new pg.Pool({ host: '127.0.0.1', port: portOf(deaf), connectionTimeoutMillis: 50 });
  const failed = await pool.query('SELECT 1').catch((cause: unknown) => new Error('no model', { cause }));
  expect(sayFailure(failed)).toMatch(/^PostgreSQL was there, and then gave no connection/);
  const choice = {
    kind: 'postgres',
    url: `postgresql://x@127.0.0.1:${portOf(deaf)}/x`,
    patienceMs: 25,
  } as const;
  expect(await openChosen(choice, () => {}).catch(sayFailure)).toMatch(/^PostgreSQL can not be used: /);
  await pool.end();
  deaf.close();
});

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
