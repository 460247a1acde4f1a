import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { methods } from '../api/methods.ts';
import { Refusal } from '../api/refusal.ts';
import type { CallLog } from '../calls.ts';
import type { Slack, Tokens } from '../slack.ts';
import { findChannel } from '../workspace/team.ts';
import { readBody, readForm } from './body.ts';
import { sendJson } from './send.ts';

const sizeLimit = 5_000_000;

/** Answers `/api/<method>` as https://slack.com/api/ does: 200 and `ok`, but for rate limits and breakdowns. */
export async function answerApi(
  slack: Slack,
  calls: CallLog,
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
): Promise<void> {
  const raw = await readArgs(request);
  const { token, ...args } = raw;
  const at = slack.team.clock.now();
  const latency = slack.faults.latencyMs(name);
  if (latency > 0) await sleep(latency);
  const fate = slack.faults.fateOf(name);
  const log = (status: number, result: Record<string, unknown>) =>
    calls.add({ method: name, at, args, status, result });

  if (fate.kind === 'offline') return void request.socket.destroy();
  if (fate.kind === 'server_error') {
    log(500, {});
    response.writeHead(500).end('Internal Server Error');
    return;
  }
  if (fate.kind === 'rate_limited') return tooMany(response, fate.retryAfterSeconds, log);
  if (fate.kind === 'error') {
    log(200, { ok: false, error: fate.error });
    return sendJson(response, 200, { ok: false, error: fate.error });
  }

  const wait = waitOf(slack, name, args);
  if (wait > 0) return tooMany(response, wait, log);
  const shown = bearer(request) ?? (typeof token === 'string' ? token : undefined);
  const result = await run(slack, name, args, shown);
  log(200, result);
  if (fate.kind === 'lost_answer') return void request.socket.destroy();
  sendJson(response, 200, result, scopeHeader(slack, shown));
}

/** Slack says with each answer what the token of the call may do. */
function scopeHeader({ scopes, tokens }: Slack, token: string | undefined): Record<string, string> {
  return scopes && kindOf(token, tokens) === 'bot' ? { 'x-oauth-scopes': scopes.join(',') } : {};
}

async function run(
  slack: Slack,
  name: string,
  args: Record<string, unknown>,
  token: string | undefined,
): Promise<Record<string, unknown>> {
  try {
    const method = methods.get(name);
    if (!method) throw new Refusal('unknown_method', [`[ERROR] ${name} is not there`]);
    const kind = kindOf(token, slack.tokens);
    if (method.token !== 'none') {
      if (token === undefined) throw new Refusal('not_authed');
      if (kind === undefined) throw new Refusal('invalid_auth');
      if (slack.tokens.isRevoked) throw new Refusal('token_revoked');
      if (method.token !== 'any' && method.token !== kind) throw new Refusal('not_allowed_token_type');
    }
    return await method.run(slack, args, { token: kind });
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

function kindOf(token: string | undefined, tokens: Tokens): 'bot' | 'app' | undefined {
  if (token === tokens.botToken) return 'bot';
  return token === tokens.appToken ? 'app' : undefined;
}

function waitOf(slack: Slack, name: string, args: Record<string, unknown>): number {
  const method = methods.get(name);
  if (!method) return 0;
  const channel = args['channel'];
  // By id or by name, it is one channel.
  const id = typeof channel === 'string' ? (findChannel(slack.team, channel)?.id ?? channel) : undefined;
  return slack.rateLimits.waitFor(name, method.tier, id);
}

function tooMany(
  response: ServerResponse,
  seconds: number,
  log: (status: number, result: Record<string, unknown>) => void,
): void {
  const result = { ok: false, error: 'ratelimited' };
  log(429, result);
  sendJson(response, 429, result, { 'retry-after': String(seconds) });
}

function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

const Args = z.record(z.string(), z.unknown());

async function readArgs(request: IncomingMessage): Promise<Record<string, unknown>> {
  const args: Record<string, unknown> = Object.fromEntries(
    new URL(request.url ?? '/', 'http://local').searchParams,
  );
  const type = request.headers['content-type'] ?? '';
  const body = await readBody(request, sizeLimit);
  if (body.length === 0) return args;
  if (type.startsWith('application/json')) return { ...args, ...jsonArgs(body) };
  if (type.startsWith('multipart/')) return { ...args, ...Object.fromEntries(await readForm(body, type)) };
  return { ...args, ...Object.fromEntries(new URLSearchParams(body.toString())) };
}

function jsonArgs(body: Buffer): Record<string, unknown> {
  try {
    return Args.parse(JSON.parse(body.toString()));
  } catch {
    return {};
  }
}
