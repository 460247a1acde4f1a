import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createHttpServer } from '../../src/http/server.ts';
import { traceOf } from '../../src/http/trace.ts';

const TOKEN = 'a-token-of-the-metrics';

async function serve(token: string | null) {
  const server = await createHttpServer({
    port: 0,
    secret: null,
    log: pino({ level: 'silent' }),
    now: () => new Date('2026-03-02T09:00:00Z'),
    slackListener: null,
    takesActivities: true,
    ingest: async () => ({ accepted: 0, duplicates: 0, isNew: [] }),
    metrics: { token, contentType: 'text/plain', read: async () => 'baton_activities_total 1' },
    ready: async () => ({}),
  });
  const read = async (headers: Record<string, string> = {}) =>
    (await fetch(`${server.url}/metrics`, { headers })).status;
  return { read, [Symbol.asyncDispose]: () => server.close() };
}

test('without a token programs on this machine read metrics, and no page in its browser', async () => {
  await using server = await serve(null);
  expect(await server.read()).toBe(200);
  expect(await server.read({ origin: 'https://evil.example' })).toBe(403);
});

test('with a token whoever bears it reads metrics', async () => {
  await using server = await serve(TOKEN);
  expect(await server.read({ authorization: `Bearer ${TOKEN}`, origin: 'https://grafana.example' })).toBe(
    200,
  );
  expect(await server.read({ authorization: `Bearer ${TOKEN}x` })).toBe(401);
  expect(await server.read()).toBe(401);
});

test('a request keeps the id of its client when that is a plain one, and gets a new one else', () => {
  expect(traceOf('3f1c9d6e-0d5b-4a0b-9f5e-2d7c1b6a8e90')).toBe('3f1c9d6e-0d5b-4a0b-9f5e-2d7c1b6a8e90');
  for (const odd of [undefined, 'short', 'jane@acme.example', 'a b c d e f g h', 'x'.repeat(65), ['a', 'b']])
    expect(traceOf(odd)).toMatch(/^[0-9a-f]{16}$/);
});
