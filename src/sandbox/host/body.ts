import type { IncomingMessage } from 'node:http';

export class TooLarge extends Error {}

/** The whole body of a request. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The named parts of a `multipart/form-data` body. */
export async function readForm(body: Buffer, contentType: string): Promise<FormData> {
  return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
}
