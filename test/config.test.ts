import { expect, test } from 'vitest';
import { parseConfig } from '../src/config.ts';

test('without anything set Baton runs on a Slack of its own and an embedded database', () => {
  expect(parseConfig({})).toMatchObject({
    ok: true,
    config: {
      port: 3000,
      slack: { mode: 'local', port: 3001 },
      database: { kind: 'embedded', dir: './data' },
    },
  });
});

test.each([
  [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }, 'socket'],
  [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret-secret' }, 'http'],
])('tokens choose how Slack is reached: %#', (env, mode) => {
  expect(parseConfig(env)).toMatchObject({ ok: true, config: { slack: { mode } } });
});

test('DATABASE_URL chooses PostgreSQL, and an empty variable is one that is not set', () => {
  expect(parseConfig({ DATABASE_URL: 'postgresql://baton@localhost/baton', PORT: '' })).toMatchObject({
    ok: true,
    config: { port: 3000, database: { kind: 'postgres' } },
  });
});

test.each([
  [{ PORT: 'eighty' }, 'PORT'],
  [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN'],
  [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN'],
  [{ SLACK_BOT_TOKEN: 'xoxp-1', SLACK_APP_TOKEN: 'xapp-1' }, 'xoxb-'],
  [{ SCORING_SCHEDULE: '* * * * *' }, 'SCORING_SCHEDULE'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
  [{ DATABASE_CONNECTIONS: '1' }, 'DATABASE_CONNECTIONS'],
  [{ BATON_ROLES: 'web,cook' }, 'BATON_ROLES'],
  [{ BATON_ROLES: 'web' }, 'DATABASE_URL'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  [{ INGEST_SECRET: 'short' }, 'INGEST_SECRET'],
])('%j is refused with a message that names %s', (env, name) => {
  const parsed = parseConfig(env);
  expect(parsed).toMatchObject({ ok: false, message: expect.stringContaining(name) });
});

test('one message lists all that is wrong and quotes no secret', () => {
  const parsed = parseConfig({
    PORT: 'x',
    LOG_LEVEL: 'y',
    SLACK_BOT_TOKEN: 'very-secret-token',
    INGEST_SECRET: '!secret!',
  });
  if (parsed.ok) throw new Error('expected a refusal');
  for (const name of ['PORT', 'LOG_LEVEL', 'SLACK_BOT_TOKEN', 'INGEST_SECRET'])
    expect(parsed.message).toContain(name);
  expect(parsed.message).not.toMatch(/very-secret|!secret!/);
});
