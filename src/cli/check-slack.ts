import { readFileSync } from 'node:fs';
import { LogLevel, WebClient } from '@slack/web-api';
import { parse } from 'yaml';
import { z } from 'zod';
import type { SlackConfig } from '../config.ts';
import { type Channels, createChannels } from '../delivery/channels.ts';
import type { Playbook } from '../playbook/schema.ts';
import { sayRefusal } from './say-refusal.ts';

interface Finding {
  state: 'ok' | 'MISSING' | 'FAILED' | 'unknown';
  says: string;
}

/**
 * Asks Slack whether the tokens work, whether the app has the scopes of its manifest, and whether the bot is in each
 * channel of the playbook. A line for each; not ok when anything is missing or failed.
 */
export async function checkSlack(
  connection: Exclude<SlackConfig, { mode: 'local' }>,
  playbook: Playbook,
): Promise<{ ok: boolean; lines: string[] }> {
  const options = {
    ...(connection.apiUrl && { slackApiUrl: connection.apiUrl }),
    retryConfig: { retries: 0 },
    timeout: 10_000,
    logLevel: LogLevel.ERROR,
  };
  const findings = [
    ...(await checkBot(new WebClient(connection.botToken, options), playbook)),
    connection.mode === 'socket'
      ? await checkAppToken(new WebClient(connection.appToken, options))
      : { state: 'unknown' as const, says: "signing secret: shows only when Slack's first request comes in" },
  ];
  return {
    ok: findings.every(({ state }) => state === 'ok' || state === 'unknown'),
    lines: findings.map(({ state, says }) => `${state.padEnd(7)} ${says}`),
  };
}

async function checkBot(slack: WebClient, playbook: Playbook): Promise<Finding[]> {
  try {
    const { team, user = 'the bot', user_id: botId = '', response_metadata: more } = await slack.auth.test();
    const channels = createChannels(slack, Date.now);
    const names = new Set([...playbook.routes.map(({ channel }) => channel), playbook.feedback.channel]);
    const findings: Finding[] = [
      { state: 'ok', says: `bot token: ${user} in ${team}` },
      checkScopes(more?.scopes),
    ];
    for (const name of names) findings.push(await checkChannel(channels, name, { id: botId, name: user }));
    return findings;
  } catch (error) {
    return [{ state: 'FAILED', says: `bot token: ${sayRefusal(error)}` }];
  }
}

function checkScopes(granted: string[] | undefined): Finding {
  if (!granted) return { state: 'unknown', says: 'scopes: this Slack does not say which it granted' };
  const lacking = wantedScopes().filter((scope) => !granted.includes(scope));
  return lacking.length === 0
    ? { state: 'ok', says: 'scopes: all that manifest.yml asks for' }
    : {
        state: 'MISSING',
        says: `scopes: ${lacking.join(', ')}; add them to the app under OAuth & Permissions, then reinstall it`,
      };
}

async function checkChannel(
  channels: Channels,
  name: string,
  bot: { id: string; name: string },
): Promise<Finding> {
  try {
    const id = await channels.idOf(name);
    if (id === null)
      return {
        state: 'MISSING',
        says: `#${name}: create it, or name another in the playbook; a private one needs the bot invited first`,
      };
    return (await channels.isMember(id, bot.id))
      ? { state: 'ok', says: `#${name}` }
      : { state: 'MISSING', says: `#${name}: type "/invite @${bot.name}" there` };
  } catch (error) {
    return { state: 'FAILED', says: `#${name}: ${sayRefusal(error)}` };
  }
}

async function checkAppToken(slack: WebClient): Promise<Finding> {
  try {
    await slack.apps.connections.open();
    return { state: 'ok', says: 'app token: Socket Mode opens' };
  } catch (error) {
    return { state: 'FAILED', says: `app token: ${sayRefusal(error)}` };
  }
}

const Manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

function wantedScopes(): string[] {
  const file = new URL('../../manifest.yml', import.meta.url);
  return Manifest.parse(parse(readFileSync(file, 'utf8'))).oauth_config.scopes.bot;
}
