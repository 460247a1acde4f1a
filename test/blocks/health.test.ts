import { expect, test } from 'vitest';
import { buildHealth, type Health } from '../../src/blocks/health.ts';

type Database = NonNullable<Health['database']>;

const QUIET: Database = {
  ms: 3,
  messages: { owed: 2, oldestSeconds: 4 },
  leads: { waiting: 5, oldestSeconds: 9 },
  snoozes: { overdue: 0, oldestSeconds: 0 },
  clicks: { waiting: 1, oldestSeconds: 2 },
  refused: [],
  unclear: 0,
  setAside: 0,
  lastTickSeconds: 4,
  instances: [{ version: '1.2.3', roles: ['web', 'slack', 'worker'], silentSeconds: 3 }],
};

function read(database: Partial<Database> | null, more: Partial<Health> = {}): string {
  const health = {
    slack: true,
    deliveries: true,
    database: database && { ...QUIET, ...database },
    ...more,
  } as const;
  return JSON.stringify(buildHealth(health).blocks);
}

test('all is well in one line, with what it rests on', () => {
  const said = read({});
  expect(said).toContain('All is well');
  expect(said).toContain(
    '2 messages owed · 5 leads to score · last tick 4 s ago · 1 instance, version 1.2.3',
  );
});

test.each<[string, Partial<Database> | null, Partial<Health>, RegExp]>([
  ['the database', null, {}, /database does not answer/],
  ['the connection', {}, { slack: 'does not answer' }, /Slack does not answer/],
  ['the token', {}, { deliveries: 'token_revoked' }, /Nothing is delivered.*token_revoked/],
  [
    'late messages',
    { messages: { owed: 12, oldestSeconds: 300 } },
    {},
    /12 messages wait for Slack.*for 5 min/,
  ],
  [
    'a refused channel',
    { refused: [{ channel: 'sales', error: 'is_archived', seconds: 7_200 }] },
    {},
    /Messages to #sales wait\* for 2 h\. Unarchive #sales/,
  ],
  ['unclear messages', { unclear: 1 }, {}, /1 message may or may not stand/],
  ['messages set aside', { setAside: 1 }, {}, /1 message was set aside.*baton -- deliveries/],
  [
    'clicks behind',
    { clicks: { waiting: 3, oldestSeconds: 45 } },
    {},
    /3 clicks are not done yet\*, the first for 45 s/,
  ],
  ['leads behind', { leads: { waiting: 40, oldestSeconds: 600 } }, {}, /40 leads not scored.*since 10 min/],
  ['snoozes behind', { snoozes: { overdue: 1, oldestSeconds: 90 } }, {}, /1 card should have woken/],
  ['no ticks', { lastTickSeconds: 600 }, {}, /Nothing has ticked for 10 min/],
  [
    'a dead instance and a missing role',
    {
      instances: [
        { version: '1', roles: ['web', 'slack'], silentSeconds: 2 },
        { version: '1', roles: ['worker'], silentSeconds: 60 },
      ],
    },
    {},
    /No instance has the role\* `worker`.*1 instance went silent/,
  ],
])('%s: one thing to look at, and what to do', (_name, database, more, expected) => {
  const said = read(database, more);
  expect(said).toMatch(expected);
  expect(said).toMatch(/:warning: (1 thing|2 things) to look at/);
});
