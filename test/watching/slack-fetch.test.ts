import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { createMetrics } from '../../src/watching/metrics.ts';
import { createSourceLabels } from '../../src/watching/source-label.ts';
import { watchSlackCalls } from '../../src/watching/slack-fetch.ts';

test.each([
  [new Response('{"ok":true}'), 'ok'],
  [new Response('ok'), 'ok'],
  [new Response('{"ok":false,"error":"is_archived"}'), 'refused'],
  [new Response('{"ok":false}', { status: 429, headers: { 'retry-after': '7' } }), 'ratelimited'],
  [new Response('down', { status: 503 }), 'server_error'],
  [new Response('', { status: 404 }), 'refused'],
  [new TypeError('fetch failed'), 'unreachable'],
])('a call of Slack counts by what became of it: %#', async (answer, result) => {
  const metrics = createMetrics();
  const body = answer instanceof Response ? await answer.clone().text() : null;
  const call = watchSlackCalls(metrics, {
    async call() {
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  const said = await call('https://slack.example/api/chat.update').then(
    (response) => response.text(),
    () => null,
  );
  expect(said).toBe(body);
  const text = await metrics.registry.metrics();
  expect(text).toContain(
    `baton_slack_call_duration_seconds_count{method="chat.update",result="${result}"} 1`,
  );
  const waits = 'baton_slack_wait_seconds_total{method="chat.update"} 7';
  expect(text.includes(waits)).toBe(result === 'ratelimited');
});

test('an address to respond to that does not answer is given up, and so is one that stops in the middle', async () => {
  const metrics = createMetrics();
  const call = watchSlackCalls(metrics, { patienceMs: 50 });
  await using server = createServer((request, response) => {
    if (request.url === '/half') response.write('o');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  for (const path of ['silent', 'half']) {
    // Bolt's `respond` sets no limit.
    const answer = call(`http://127.0.0.1:${port}/${path}`, { method: 'POST', body: '{}' });
    await expect(answer).rejects.toThrow(/timeout/);
  }
  server.closeAllConnections();
  expect(await metrics.registry.metrics()).toContain(
    'baton_slack_call_duration_seconds_count{method="response_url",result="unreachable"} 2',
  );
});

test('sources become few and harmless labels, whatever comes from outside', () => {
  const labelOf = createSourceLabels(2);
  expect(
    ['LinkedIn', 'jane@acme.example', null, 'x'.repeat(50), 'ads', 'linkedin', 'third'].map(labelOf),
  ).toEqual(['linkedin', 'other', 'none', 'other', 'ads', 'linkedin', 'other']);
});
