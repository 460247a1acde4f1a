import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createHttpServer, type HttpOptions } from '../../src/http/server.ts';

const body = JSON.stringify({ id: 'a', type: 'x', at: '2026-03-01T09:00:00Z', lead: { user_id: 'u' } });

async function serve(options: Partial<HttpOptions>) {
  return await createHttpServer({
    port: 0,
    secret: null,
    log: pino({ level: 'silent' }),
    now: () => new Date('2026-03-02T09:00:00Z'),
    slackListener: null,
    takesActivities: true,
    ingest: async (activities) => ({
      accepted: activities.length,
      duplicates: 0,
      isNew: activities.map(() => true),
    }),
    ready: async () => ({ database: true }),
    ...options,
  });
}

test('over the rate it says how long to wait, and stores nothing; health may always be asked', async () => {
  let stored = 0;
  const server = await serve({
    rate: 2,
    tookIn: ({ activities }) => (stored += activities.length),
  });
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

test('a source is not kept waiting for a database that does not answer, and its batch, if begun, still counts', async () => {
  const database = Promise.withResolvers<{ accepted: number; duplicates: number; isNew: boolean[] }>();
  const counted = Promise.withResolvers<number>();
  const heard: boolean[] = [];
  const server = await serve({
    patienceMs: 50,
    ingest(_activities, givenUp) {
      heard.push(givenUp.aborted);
      givenUp.addEventListener('abort', () => heard.push(givenUp.aborted));
      return database.promise;
    },
    tookIn: ({ activities }) => counted.resolve(activities.length),
  });
  const answer = await fetch(`${server.url}/v1/activities`, { method: 'POST', body });
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('1');
  expect(await answer.json()).toMatchObject({ error: { code: 'busy' } });
  expect(heard).toEqual([false, true]); // so that it is dropped if it has not begun
  database.resolve({ accepted: 1, duplicates: 0, isNew: [true] });
  expect(await counted.promise).toBe(1);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  await server.close();
});
