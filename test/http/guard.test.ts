import { expect, test } from 'vitest';
import { createGuard, createReadGuard } from '../../src/http/guard.ts';

const asking = (remoteAddress: string, host: string, more = {}) => ({
  headers: { host, ...more },
  socket: { remoteAddress },
});

test.each([
  ['this machine', asking('127.0.0.1', '127.0.0.1:3000'), true],
  ['this machine by its name', asking('::ffff:127.0.0.1', 'localhost:3000'), true],
  ['this machine by IPv6', asking('::1', '[::1]:3000'), true],
  ['another machine', asking('192.168.1.20', '192.168.1.10:3000'), false],
  ['another machine that says localhost', asking('192.168.1.20', 'localhost:3000'), false],
  ['a name that was made to lead here', asking('127.0.0.1', 'evil.example:3000'), false],
  [
    'a page in a browser here',
    asking('127.0.0.1', 'localhost:3000', { origin: 'http://localhost:3000' }),
    false,
  ],
])('without a secret and a token, from %s: %#', (_from, request, isLet) => {
  const answers = [createGuard(null)(request, '{}'), createReadGuard(null)(request)];
  const refused = { status: 403, error: { code: 'loopback_only' } };
  expect(answers).toMatchObject(isLet ? [null, null] : [refused, refused]);
});
