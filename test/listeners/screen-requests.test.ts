import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { screenRequests } from '../../src/listeners/screen-requests.ts';

const NOW = new Date('2026-03-02T09:00:00Z');
const FORM = 'application/x-www-form-urlencoded';

/** Gives the status of a request, and what reached the receiver of it. */
async function send(body: string, headers: Record<string, string> = {}) {
  let reached: { type: string | undefined; body: unknown } | null = null;
  const listener = screenRequests(
    (request: IncomingMessage & { rawBody?: Buffer }, response) => {
      reached = { type: request.headers['content-type'], body: request.rawBody?.toString() };
      response.writeHead(200).end();
    },
    { now: () => NOW, failed: () => {} },
  );
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const at = String(NOW.getTime() / 1000);
  try {
    const { status } = await fetch(`http://127.0.0.1:${port}`, {
      method: 'POST',
      body,
      headers: { 'content-type': FORM, 'x-slack-request-timestamp': at, ...headers },
    });
    return { status, reached };
  } finally {
    server.close();
  }
}

test('what Slack sends reaches the receiver as it is, also when a proxy names the charset', async () => {
  const body = `payload=${encodeURIComponent('{"type":"block_actions"}')}`;
  const reached = { type: FORM, body };
  expect(await send(body)).toEqual({ status: 200, reached });
  expect(await send(body, { 'content-type': `${FORM}; charset=utf-8` })).toEqual({ status: 200, reached });
  const command = 'command=%2Flead&text=Ünal';
  expect((await send(command)).reached).toEqual({ type: FORM, body: command });
});

test.each([
  ['a payload that is null', 'payload=null', {}, 400],
  ['an event that is null', 'null', { 'content-type': 'application/json' }, 400],
  ['an event that is a number', '7', { 'content-type': 'application/json' }, 400],
  ['a request of tomorrow', 'payload=%7B%7D', { 'x-slack-request-timestamp': '1772528400' }, 401],
  ['more than Slack ever sends', 'x'.repeat(1_100_000), {}, 413],
])(
  '%s is refused before it reaches the receiver',
  async (_name, body, headers: Record<string, string>, status) => {
    expect(await send(body, headers)).toEqual({ status, reached: null });
  },
);
