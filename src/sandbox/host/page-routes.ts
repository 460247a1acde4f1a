import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { ActResult, PersonAct } from '../protocol.ts';
import { readBody } from './body.ts';
import { isSameOrigin } from './guard.ts';
import type { PageBundle } from './page-bundle.ts';
import { sendJson, sendText } from './send.ts';

const user = z.string();
const place = z.object({ channel: z.string(), ts: z.string() });
const fields = z.record(z.string(), z.unknown());
const values = z.record(z.string(), z.record(z.string(), fields));

/** `PersonAct`, as it comes from the page. */
const Act = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('say'),
    user,
    channel: z.string(),
    text: z.string(),
    thread_ts: z.string().optional(),
  }),
  z.object({
    type: z.literal('click'),
    user,
    container: z.union([place, z.object({ view_id: z.string() })]),
    block_id: z.string(),
    action_id: z.string(),
    chosen: fields.optional(),
    values: values.optional(),
  }),
  z.object({ type: z.literal('submit'), user, view_id: z.string(), values }),
  z.object({ type: z.literal('close'), user, view_id: z.string() }),
  z.object({ type: z.literal('home'), user }),
  z.object({ type: z.literal('shortcut'), user, callback_id: z.string(), message: place.optional() }),
  z.object({ type: z.literal('read'), user, channel: z.string(), ts: z.string() }),
  z.object({ type: z.literal('lead'), user, lead: z.string(), action: z.string() }),
]);

/** `POST /page/act`. Absent fields are left out by JSON itself, so the parsed act is a `PersonAct` as it stands. */
export async function answerAct(
  request: IncomingMessage,
  response: ServerResponse,
  act: (what: PersonAct) => Promise<ActResult>,
): Promise<void> {
  if (!isSameOrigin(request)) return sendText(response, 403, 'This page may not act here.');
  const parsed = Act.safeParse(parse(await readBody(request, 1_000_000)));
  if (!parsed.success) return sendJson(response, 400, { ok: false, error: z.prettifyError(parsed.error) });
  sendJson(response, 200, await act(parsed.data as PersonAct));
}

// What leads and reps wrote is shown here; should some of it get through as markup, it still runs nothing.
const contentPolicy = [
  "default-src 'self'",
  "img-src 'self' data: https:",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `GET /` and `GET /page/*`. */
export async function sendPage(response: ServerResponse, bundle: PageBundle, path: string): Promise<void> {
  const file = await bundle.file(path);
  if (!file) return sendText(response, 404, 'not found');
  response.writeHead(200, {
    'content-type': file.type,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'content-security-policy': contentPolicy,
    'referrer-policy': 'no-referrer',
  });
  response.end(file.content);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return undefined;
  }
}
