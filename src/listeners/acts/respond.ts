import type { RespondFn } from '@slack/bolt';
import type { FetchFunction } from '@slack/web-api';

/** Answers at an address that came with a click. Throws when Slack does not take the answer. */
export function createRespond(fetch: FetchFunction, url: string): RespondFn {
  return async (message) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(typeof message === 'string' ? { text: message } : message),
    });
    if (!answer.ok) throw new Error(`Slack does not take an answer to a click: ${answer.status}`);
    return answer;
  };
}
