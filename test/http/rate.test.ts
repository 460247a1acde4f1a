import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createHttpServer } from '../../src/http/server.ts';

test('over the rate it says how long to wait, and stores nothing; health may always be asked', async () => {
  let stored = 0;
  const server = await createHttpServer({
    port: 0,
    secret: null,
    rate: 2,
    log: pino({ level: 'silent' }),
    now: () => new Date('2026-03-02T09:00:00Z'),
    slackListener: null,
    takesActivities: true,
    async ingest(activities) {
      stored += activities.length;
      return { accepted: activities.length, duplicates: 0, isNew: activities.map(() => true) };
    },
    ready: async () => ({ database: true }),
  });
  const body = JSON.stringify({ id: 'a', type: 'x', at: '2026-03-01T09:00:00Z', lead: { user_id: 'u' } });
  const ask = () => fetch(`${server.url}/v1/activities`, { method: 'POST', body });
  const answers = [await ask(), await ask(), await ask()];
  // Without a secret it is bound to 127.0.0.1 alone: no other address of this machine leads here.
  const elsewhere = server.url.replace('127.0.0.1', '127.0.0.2');
  await expect(fetch(elsewhere, { signal: AbortSignal.timeout(2_000) })).rejects.toThrow(
    /fetch failed|timeout/,
  );
  const health = await fetch(`${server.url}/healthz`);
  await server.close();
  expect([...answers, health].map(({ status }) => status)).toEqual([202, 202, 429, 200]);
  expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await answers[2]?.json()).toMatchObject({ error: { code: 'too_many_requests' } });
  expect(stored).toBe(2);
});
