import type { FetchFunction } from '@slack/web-api';
import { z } from 'zod';
import type { Metrics } from './metrics.ts';

const Answer = z.object({ ok: z.boolean() });

type Result = 'ok' | 'refused' | 'ratelimited' | 'server_error' | 'unreachable';

/** No call hangs for five seconds, whoever makes it: what answers to clicks sets no limit of its own. */
const PATIENCE_MS = 4_500;

/**
 * Times every call to Slack, gives up one that has no answer, and counts the waits that Slack asks for.
 */
export function watchSlackCalls(
  metrics: Pick<Metrics, 'slackCalls' | 'slackWaits'>,
  { call = fetch, patienceMs = PATIENCE_MS }: { call?: FetchFunction; patienceMs?: number } = {},
): FetchFunction {
  return async (url, init) => {
    const method = methodOf(String(url));
    const patience = AbortSignal.timeout(patienceMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, patience]) : patience;
    const ended = metrics.slackCalls.startTimer({ method });
    try {
      const response = await call(url, { ...init, signal });
      // Read whole here: an answer that breaks off was none. Who asked reads it from this copy.
      const text = await response.text();
      const { status, statusText, ok, headers } = response;
      const result = resultOf(status, text);
      ended({ result });
      if (result === 'ratelimited')
        metrics.slackWaits.inc({ method }, Number(headers.get('retry-after')) || 0);
      return {
        ok,
        status,
        statusText,
        headers,
        url: response.url,
        text: async () => text,
        json: async () => JSON.parse(text) as unknown,
        arrayBuffer: async () => new TextEncoder().encode(text).buffer,
      };
    } catch (error) {
      ended({ result: 'unreachable' satisfies Result });
      throw error;
    }
  };
}

/** `.../api/chat.postMessage` -> `chat.postMessage`; other addresses are those that Slack gives to answer to. */
function methodOf(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  return /^[a-z]+(\.[A-Za-z]+)+$/.test(last) ? last : 'response_url';
}

function resultOf(status: number, text: string): Result {
  if (status === 429) return 'ratelimited';
  if (status >= 500) return 'server_error';
  if (status >= 400) return 'refused';
  try {
    const answer = Answer.safeParse(JSON.parse(text));
    return answer.success && !answer.data.ok ? 'refused' : 'ok';
  } catch {
    return 'ok'; // what is posted to a response_url is answered with a plain word
  }
}
