import { createHmac } from 'node:crypto';
import type { Ack, AppLink, Delivery } from './delivery.ts';

export interface HttpLinkOptions {
  requestUrl: string;
  signingSecret: string;
  ackTimeoutMs: number;
}

/** Posts to the app as Slack does: signed, events as JSON, everything else as a form. */
export function createHttpLink(options: HttpLinkOptions): AppLink {
  return {
    deliver: (delivery) => post(options, encode(delivery), delivery.retry),
    stop: () => undefined,
  };
}

/** Asks the app to prove that the address is its own: https://docs.slack.dev/reference/events/url_verification/ */
export async function verifyRequestUrl(options: HttpLinkOptions, token: string): Promise<boolean> {
  const challenge = `challenge-${Date.now()}`;
  const body = JSON.stringify({ type: 'url_verification', token, challenge });
  const ack = await post(options, { contentType: 'application/json', body });
  if (!ack.ok) return false;
  const answer = ack.body as { challenge?: string } | string | undefined;
  return (typeof answer === 'object' ? answer.challenge : answer) === challenge;
}

interface Encoded {
  contentType: string;
  body: string;
}

function encode(delivery: Delivery): Encoded {
  if (delivery.type === 'events_api')
    return { contentType: 'application/json', body: JSON.stringify(delivery.payload) };
  const fields: Record<string, string> = {};
  if (delivery.type === 'interactive') fields['payload'] = JSON.stringify(delivery.payload);
  else for (const [name, value] of Object.entries(delivery.payload)) fields[name] = String(value);
  return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() };
}

async function post(options: HttpLinkOptions, encoded: Encoded, retry?: Delivery['retry']): Promise<Ack> {
  // The app compares this with its own clock, so it is the real time whatever the workspace's clock says.
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers: Record<string, string> = {
    'content-type': encoded.contentType,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': sign(options.signingSecret, timestamp, encoded.body),
  };
  if (retry) {
    headers['x-slack-retry-num'] = String(retry.attempt);
    headers['x-slack-retry-reason'] = retry.reason;
  }
  try {
    const response = await fetch(options.requestUrl, {
      method: 'POST',
      headers,
      body: encoded.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(options.ackTimeoutMs),
    });
    const text = await response.text();
    if (response.status !== 200) return { ok: false, reason: 'http_error', status: response.status };
    return { ok: true, body: parse(text, response.headers.get('content-type') ?? '') };
  } catch (error) {
    return {
      ok: false,
      reason: error instanceof DOMException && error.name === 'TimeoutError' ? 'timeout' : 'not_connected',
    };
  }
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack/ */
export function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

function parse(text: string, contentType: string): unknown {
  if (text === '') return undefined;
  if (!contentType.includes('json')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
