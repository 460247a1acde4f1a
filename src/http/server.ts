import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { type ActivityInput, parseActivities } from '../ingest/activity-input.ts';
import { warningsOf } from '../ingest/unknown-fields.ts';
import { createGuard, createReadGuard } from './guard.ts';
import { traceOf } from './trace.ts';

export interface HttpOptions {
  port: number; // 0 takes any free one
  secret: string | null;
  log: Logger;
  now: () => Date;
  /** Takes `/slack/events`, untouched. */
  slackListener: RequestListener | null;
  /** Whether activities come in here. */
  takesActivities: boolean;
  /** Stores them; once `givenUp`, what has not begun need not: their source was told to send them again. */
  ingest(
    activities: ActivityInput[],
    givenUp: AbortSignal,
  ): Promise<{ accepted: number; duplicates: number; isNew: boolean[] }>;
  /** Hears of each batch once it is stored. */
  tookIn?(batch: TakenIn): void;
  /** What `/metrics` says, to whom: whoever bears the token, or without one programs on this machine. */
  metrics?: { token: string | null; contentType: string; read(): Promise<string> };
  /** For each part: true, or what is wrong with it. */
  ready(): Promise<Record<string, true | string>>;
  /** Batches a minute and client. */
  rate?: number;
  /** A batch that is not stored after so many ms is answered with 503; storing it, once begun, goes on. */
  patienceMs?: number;
}

/** A request that brought activities, and what became of them. */
export interface TakenIn {
  /** The id of the request: its client's `X-Request-Id`, or a new one. It is in the answer as well. */
  trace: string;
  activities: ActivityInput[];
  isNew: boolean[]; // of each of these
  rejected: number;
  /** What was sent and is not known, such as `lead.emial`, each once. */
  unknownFields: string[];
}

export interface HttpServer {
  url: string;
  close(): Promise<void>;
}

const MAX_BYTES = 1_048_576;
const MAX_BATCH = 1_000;
/** Longer than proxies keep an idle connection (a minute, mostly), so that none writes into one just closed. */
const KEEP_ALIVE_MS = 72_000;
/** No source hangs for five seconds: a dead connection to the database takes up to four to be found and replaced. */
const PATIENCE_MS = 4_500;

/** Serves the activity endpoint and the health checks. */
export async function createHttpServer(options: HttpOptions): Promise<HttpServer> {
  const server = fastify({
    bodyLimit: MAX_BYTES,
    serverFactory: (handler) =>
      createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
        const forSlack = options.slackListener && request.url?.split('?')[0] === '/slack/events';
        return forSlack ? options.slackListener?.(request, response) : handler(request, response);
      }),
  });
  await server.register(rateLimit, { max: options.rate ?? 600, timeWindow: '1 minute' });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  answerErrors(server, options.log);
  server.get('/healthz', { config: { rateLimit: false } }, () => ({ ok: true }));
  server.get('/readyz', { config: { rateLimit: false } }, async (_request, reply) => {
    const parts = await options.ready();
    return reply.code(Object.values(parts).every((part) => part === true) ? 200 : 503).send(parts);
  });
  if (options.metrics) serveMetrics(server, options.metrics);
  if (options.takesActivities) serveActivities(server, options);
  await server.listen({
    port: options.port,
    host: options.secret || options.slackListener || options.metrics?.token ? '0.0.0.0' : '127.0.0.1',
  });
  const { port } = server.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

function serveActivities(server: FastifyInstance, options: HttpOptions): void {
  const guard = createGuard(options.secret);
  server.post('/v1/activities', async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
    const refusal = guard(request, body);
    if (refusal) return reply.code(refusal.status).send({ error: refusal.error });
    const batch = readBatch(body);
    if (!Array.isArray(batch)) return reply.code(400).send({ error: batch });
    const trace = traceOf(request.headers['x-request-id']);
    const { activities, rejected } = parseActivities(batch, options.now(), trace);
    const warnings = warningsOf(batch);
    const takeIn = async (givenUp: AbortSignal) => {
      const { accepted, duplicates, isNew } = await options.ingest(activities, givenUp);
      const unknownFields = [...new Set(warnings.flatMap(({ fields }) => fields))];
      options.tookIn?.({ trace, activities, isNew, rejected: rejected.length, unknownFields });
      return { accepted, duplicates, rejected, ...(warnings.length > 0 && { warnings }) };
    };
    const answer = await within(options.patienceMs ?? PATIENCE_MS, takeIn);
    reply.header('x-request-id', trace);
    return answer ? reply.code(202).send(answer) : reply.code(503).header('retry-after', '1').send(BUSY);
  });
}

function serveMetrics(server: FastifyInstance, metrics: NonNullable<HttpOptions['metrics']>): void {
  const guard = createReadGuard(metrics.token);
  server.get('/metrics', { config: { rateLimit: false } }, async (request, reply) => {
    const refusal = guard(request);
    if (refusal) return reply.code(refusal.status).send({ error: refusal.error });
    return reply.type(metrics.contentType).send(await metrics.read());
  });
}

/** The items of a body: one activity or an array of them; else what is wrong. */
function readBatch(body: string): unknown[] | { code: string; message: string } {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { code: 'not_json', message: 'The body is not JSON. Send one activity or an array of them.' };
  }
  const batch = Array.isArray(json) ? json : [json];
  if (batch.length <= MAX_BATCH) return batch;
  return {
    code: 'too_many',
    message: `The batch has ${batch.length} activities; send at most ${MAX_BATCH} at a time.`,
  };
}

/** Null when it takes longer, of which the work is told. (Fastify's own `handlerTimeout` stops counting once the body is read.) */
async function within<T>(ms: number, work: (givenUp: AbortSignal) => Promise<T>): Promise<T | null> {
  const ended = new AbortController();
  try {
    return await Promise.race([work(ended.signal), setTimeout(ms, null, { signal: ended.signal })]);
  } finally {
    ended.abort();
  }
}

const BUSY = {
  error: { code: 'busy', message: 'This takes too long. Send it again: what is stored already counts once.' },
};

const SAYS: Record<number, { code: string; message: string }> = {
  413: { code: 'too_large', message: 'The body is over 1 MB; send smaller batches.' },
  429: { code: 'too_many_requests', message: 'Too many requests; wait as long as Retry-After says.' },
};

function answerErrors(server: FastifyInstance, log: Logger): void {
  server.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ err: error }, 'a request failed');
    const fallback =
      status >= 500
        ? {
            code: 'internal',
            message: 'Something went wrong; nothing of this request was stored. Send it again.',
          }
        : { code: 'bad_request', message: 'The request could not be read.' };
    return reply.code(status).send({ error: SAYS[status] ?? fallback });
  });
  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({
      error: { code: 'not_found', message: 'There is nothing here. Post activities to /v1/activities.' },
    }),
  );
}
