import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from '../api/refusal.ts';
import { respond } from '../app/respond.ts';
import type { Slack } from '../slack.ts';
import { readBody } from './body.ts';
import { sendJson } from './send.ts';

/** `POST /respond/<key>`: the app answers an interaction through its response_url. */
export async function answerRespond(
  slack: Slack,
  request: IncomingMessage,
  response: ServerResponse,
  key: string,
): Promise<void> {
  const body = await readBody(request, 1_000_000);
  const fate = slack.faults.fateOf('response_url');
  if (fate.kind === 'offline') return void request.socket.destroy();
  if (fate.kind === 'server_error') return sendJson(response, 500, { ok: false, error: 'internal_error' });
  try {
    const target = slack.responseUrls.use(key);
    if ('error' in target) throw new Refusal(target.error);
    respond(slack, target, parse(body));
    if (fate.kind === 'lost_answer') return void request.socket.destroy();
    sendJson(response, 200, { ok: true });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    sendJson(response, isGone(error.code) ? 404 : 400, error.answer);
  }
}

function isGone(code: string): boolean {
  return code.endsWith('_url');
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    throw new Refusal('invalid_payload');
  }
}
