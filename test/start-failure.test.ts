import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { expect, test } from 'vitest';
import { openChosen } from '../src/open-chosen.ts';
import { CannotStart, sayFailure } from '../src/start-failure.ts';

test('a port that another program has is said in words, and what nobody foresaw with its stack', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const second = createServer().listen(portOf(holder), '127.0.0.1');
  const [error] = await once(second, 'error').finally(() => holder.close());
  expect(sayFailure(error)).toMatch(
    /^Baton can not listen on port \d+: another program has it\. Set PORT .*SANDBOX_PORT/,
  );
  expect(sayFailure(new CannotStart('The playbook has a problem'))).toBe('The playbook has a problem');
  expect(sayFailure(new TypeError('no such thing'))).toMatch(/no such thing\n +at /);
});

test('a PostgreSQL that does not answer is said in one line, without its password', async () => {
  const steps: string[] = [];
  const url = 'postgresql://baton:hush-hush@127.0.0.1:1/baton';
  const failed = await openChosen({ kind: 'postgres', url }, (step) => steps.push(step)).catch(sayFailure);
  expect(failed).toMatch(/^PostgreSQL can not be used: .*ECONNREFUSED.*\. Look at DATABASE_URL\.$/);
  expect(failed).not.toContain('hush-hush');
  expect(steps).toEqual(['Opening PostgreSQL ...']);
});

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
