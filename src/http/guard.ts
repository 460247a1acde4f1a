import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Webhook } from 'standardwebhooks';

export interface Refusal {
  status: 401 | 403;
  error: { code: string; message: string };
}

/** What is looked at of a request. */
export interface Asking {
  headers: IncomingHttpHeaders;
  socket: { remoteAddress?: string | undefined };
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * Who may post: with a secret, whoever signs by Standard Webhooks (https://www.standardwebhooks.com); without one,
 * programs on this machine, and no page in its browser.
 */
export function createGuard(secret: string | null): (request: Asking, body: string) => Refusal | null {
  const webhook = secret === null ? null : new Webhook(secret);
  return (request, body) => {
    if (webhook) return verify(webhook, request, body);
    if (isLocal(request)) return null;
    return {
      status: 403,
      error: {
        code: 'loopback_only',
        message: 'Without INGEST_SECRET only programs on this machine may post activities.',
      },
    };
  };
}

/** Who may read metrics: with a token, whoever bears it; without one, programs on this machine. */
export function createReadGuard(token: string | null): (request: Asking) => Refusal | null {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = token === null ? null : digest(`Bearer ${token}`);
  return (request) => {
    if (expected === null) {
      if (isLocal(request)) return null;
      const message = 'Without METRICS_TOKEN only programs on this machine may read metrics.';
      return { status: 403, error: { code: 'loopback_only', message } };
    }
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) return null;
    const message = 'The token is missing or wrong; send METRICS_TOKEN as Authorization: Bearer.';
    return { status: 401, error: { code: 'bad_token', message } };
  };
}

/** A program on this machine, and no page in its browser. */
function isLocal(request: Asking): boolean {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  return (
    LOOPBACK.has(request.socket.remoteAddress ?? '') &&
    ['127.0.0.1', 'localhost', '[::1]'].includes(host) &&
    request.headers.origin === undefined
  );
}

function verify(webhook: Webhook, request: Asking, body: string): Refusal | null {
  const header = (name: string) => String(request.headers[name] ?? '');
  try {
    const signed = {
      'webhook-id': header('webhook-id'),
      'webhook-timestamp': header('webhook-timestamp'),
      'webhook-signature': header('webhook-signature'),
    };
    webhook.verify(body, signed, { jsonParse: false }); // what is signed and not JSON is a 400, not a 401
    return null;
  } catch {
    return {
      status: 401,
      error: {
        code: 'bad_signature',
        message: 'The signature is missing or wrong; sign by Standard Webhooks with INGEST_SECRET.',
      },
    };
  }
}
