import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

const MAX_BYTES = 1_048_576;
/** As old as Bolt lets a request be: https://docs.slack.dev/authentication/verifying-requests-from-slack/ */
const CLOCKS_DIFFER_S = 300;

/**
 * Looks at requests before Bolt's receiver does, which verifies their signature: it ends the process over a body that is
 * `null`, takes timestamps of an hour ahead, and refuses a form whose type names its charset.
 */
export function screenRequests(
  listener: RequestListener,
  { now, failed }: { now: () => Date; failed: (error: unknown) => void },
): RequestListener {
  async function screen(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refuseHead(request, now()) ?? (await readBody(request));
    if (refusal !== null) {
      response.writeHead(refusal, { connection: 'close' }).end();
      return;
    }
    listener(request, response);
  }
  return (request, response) => {
    screen(request, response).catch((error: unknown) => {
      failed(error);
      if (!response.headersSent) response.writeHead(400, { connection: 'close' }).end();
    });
  };
}

/** The status to refuse it with, for what its headers say; null when they are right. */
function refuseHead({ headers }: IncomingMessage, now: Date): number | null {
  if (Number(headers['content-length'] ?? 0) > MAX_BYTES) return 413;
  const ahead = Number(headers['x-slack-request-timestamp']) - now.getTime() / 1000;
  return ahead > CLOCKS_DIFFER_S ? 401 : null;
}

/** Reads the body to where Bolt finds it; the status to refuse it with, or null. */
async function readBody(request: IncomingMessage): Promise<number | null> {
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_BYTES) request.destroy();
  });
  const body = await text(request);
  const isForm =
    request.headers['content-type']?.split(';')[0]?.trim() === 'application/x-www-form-urlencoded';
  if (isForm) request.headers['content-type'] = 'application/x-www-form-urlencoded';
  Object.assign(request, { rawBody: Buffer.from(body) });
  return isReadable(isForm ? (new URLSearchParams(body).get('payload') ?? '{}') : body) ? null : 400;
}

/** Whether Bolt can look into it. What is no JSON it refuses by itself, after it has checked the signature. */
function isReadable(json: string): boolean {
  try {
    const payload: unknown = JSON.parse(json);
    return typeof payload === 'object' && payload !== null;
  } catch {
    return true;
  }
}
