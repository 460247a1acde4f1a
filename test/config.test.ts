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

test('each variable takes effect', () => {
  const secret = `whsec_${'a'.repeat(32)}`;
  expect(
    parseConfig({
      PORT: '8080',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_API_URL: 'http://127.0.0.1:3001/api/',
      DATA_DIR: '/var/baton',
      PLAYBOOK: 'ours.yaml',
      INGEST_SECRET: secret,
      SCORING_SCHEDULE: '0 * * * * *',
      LOG_LEVEL: 'debug',
    }),
  ).toMatchObject({
    config: {
      port: 8080,
      slack: { mode: 'socket', botToken: 'xoxb-1', appToken: 'xapp-1', apiUrl: 'http://127.0.0.1:3001/api/' },
      database: { kind: 'embedded', dir: '/var/baton' },
      playbook: 'ours.yaml',
      ingestSecret: secret,
      scoringSchedule: '0 * * * * *',
      logLevel: 'debug',
    },
  });
  expect(parseConfig({ SANDBOX_PORT: '3100' })).toMatchObject({
    config: { slack: { mode: 'local', port: 3100 }, scoringSchedule: '*/15 * * * * *', logLevel: 'warn' },
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
