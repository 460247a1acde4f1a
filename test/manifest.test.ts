import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { COMMANDS } from '../src/blocks/ids.ts';

const Manifest = z.object({
  display_information: z.object({ long_description: z.string().min(175).max(4000) }),
  features: z.object({ slash_commands: z.array(z.object({ command: z.string() })) }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }).optional() }),
});
const manifest = Manifest.parse(parse(readFileSync('manifest.yml', 'utf8')));
const source = globSync('src/**/*.ts')
  .filter((file) => !/sandbox|generated/.test(file))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** What each method asks for, for public and private channels and direct messages: https://docs.slack.dev/reference/methods */
const SCOPES: Record<string, string[]> = {
  'auth.test': [],
  'views.open': [],
  'views.update': [],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'users.info': ['users:read'],
  'conversations.list': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'users.list': ['users:read'],
  'usergroups.list': ['usergroups:read'],
  'files.uploadV2': ['files:write'],
};

test('the manifest names the commands that the code answers', () => {
  const named = manifest.features.slash_commands.map(({ command }) => command);
  expect(named.toSorted()).toEqual(Object.values(COMMANDS).toSorted());
});

test('the manifest asks for the scopes of the methods that the code calls, and no others', () => {
  const called = [
    ...source.matchAll(/\b(?:auth|chat|conversations|files|users|usergroups|views)\s*\.[a-zA-Z\d]+(?=\()/g),
  ].map(([method]) => method.replace(/\s/g, ''));
  expect(called).toContain('chat.postMessage');
  expect([...new Set(called)].filter((method) => !SCOPES[method])).toEqual([]);
  const wanted = new Set(['commands', ...called.flatMap((method) => SCOPES[method] ?? [])]);
  expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual([...wanted].toSorted());
});

test('the manifest subscribes to the events that the code listens to', () => {
  const heard = [...source.matchAll(/app\.event\(\s*'([a-z_]+)'/g)].map(([, event]) => event);
  expect(manifest.settings.event_subscriptions?.bot_events ?? []).toEqual(heard);
});
