import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Slack } from '../slack.ts';
import { readBody, readForm } from './body.ts';
import { sendText } from './send.ts';

const sizeLimit = 20_000_000;

/** Takes the bytes of a file at the address that `files.getUploadURLExternal` gave. */
export async function takeUpload(
  slack: Slack,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
): Promise<void> {
  const file = slack.team.files.get(id);
  if (!file || file.content !== '') return sendText(response, 404, 'not found');
  const body = await readBody(request, sizeLimit);
  const type = request.headers['content-type'] ?? '';
  file.content = (type.startsWith('multipart/') ? await firstPart(body, type) : body).toString('base64');
  sendText(response, 200, `OK - ${Buffer.byteLength(file.content, 'base64')}`);
}

async function firstPart(body: Buffer, contentType: string): Promise<Buffer> {
  for (const part of (await readForm(body, contentType)).values()) {
    return typeof part === 'string' ? Buffer.from(part) : Buffer.from(await part.arrayBuffer());
  }
  return Buffer.alloc(0);
}

/** Sends a shared file. It may not run anything, whatever is in it. */
export function sendFile(slack: Slack, response: ServerResponse, id: string): void {
  const file = slack.team.files.get(id);
  if (!file?.shared) return sendText(response, 404, 'not found');
  response.writeHead(200, {
    'content-type': file.mimetype,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'cache-control': 'private, max-age=3600',
  });
  response.end(Buffer.from(file.content, 'base64'));
}
