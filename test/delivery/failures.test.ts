import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { DeliveryFailed, MEANINGS, readFailure } from '../../src/delivery/failures.ts';

const timedOut = new DOMException('The operation was aborted due to timeout', 'TimeoutError');

describe('what an error of Slack means', () => {
  test.each([
    ['a rate limit', new WebAPIRateLimitedError(7), 'wait'],
    ['a cut connection', new WebAPIRequestError(new Error('socket hang up')), 'retry, and look first'],
    ['a call that took too long', new WebAPIRequestError(timedOut), 'retry, and look first'],
    ['a 500', new WebAPIHTTPError(500, 'oops', {}), 'retry, and look first'],
    ['internal_error', refusal('internal_error'), 'retry, and look first'],
    ['service_unavailable', refusal('service_unavailable'), 'retry'],
    ['a rate limit that comes as an answer', refusal('ratelimited'), 'retry'],
    ['channel_not_found', refusal('channel_not_found'), 'park'],
    ['not_in_channel', refusal('not_in_channel'), 'park'],
    ['is_archived', refusal('is_archived'), 'park'],
    ['invalid_auth', refusal('invalid_auth'), 'stop'],
    ['token_revoked', refusal('token_revoked'), 'stop'],
    ['account_inactive', refusal('account_inactive'), 'stop'],
    ['message_not_found', refusal('message_not_found'), 'post_anew'],
    ['thread_not_found', refusal('thread_not_found'), 'post_host_anew'],
    ['invalid_blocks', refusal('invalid_blocks'), 'plain'],
    ['msg_too_long', refusal('msg_too_long'), 'plain'],
    ['cant_update_message', refusal('cant_update_message'), 'set_aside'],
    ['a card that can not be drawn', new DeliveryFailed('CAN_NOT_DRAW'), 'retry, a while'],
    ['a history that can not be read', new DeliveryFailed('HISTORY_UNREADABLE'), 'unclear'],
    ['a code that nobody knows', refusal('brand_new_error'), 'retry, a while'],
    ['an error of our own', new TypeError('x is not a function'), 'nothing'],
  ])('%s: %s', (_name, error, expected) => {
    expect(inWords(error)).toBe(expected);
  });

  test('only a call that took too long may still be done later', () => {
    expect(readFailure(new WebAPIRequestError(timedOut))?.code).toBe('TIMED_OUT');
    expect(readFailure(new WebAPIRequestError(new Error('socket hang up')))?.code).toBe('NO_ANSWER');
  });

  test('what Slack says of the blocks is kept', () => {
    const answer = {
      ok: false,
      error: 'invalid_blocks',
      errors: ['must be more than 0 characters [json-pointer:/blocks/2/text]'],
      response_metadata: { messages: ['[ERROR] must be more than 0 characters'] },
    };
    expect(readFailure(new WebAPIPlatformError(answer))?.says).toEqual([
      'must be more than 0 characters [json-pointer:/blocks/2/text]',
      '[ERROR] must be more than 0 characters',
    ]);
  });

  test('only what Slack may have done is looked for: what it refused was not', () => {
    const maybe = Object.entries(MEANINGS).filter(([, { maybeDone }]) => maybeDone);
    expect(maybe.map(([, { remedy }]) => remedy)).toEqual(maybe.map(() => 'retry'));
  });
});

function refusal(error: string) {
  return new WebAPIPlatformError({ ok: false, error });
}

function inWords(error: unknown): string {
  const failure = readFailure(error);
  if (!failure) return 'nothing';
  const { remedy, maybeDone, givesUp } = failure;
  return `${remedy}${maybeDone ? ', and look first' : ''}${givesUp ? ', a while' : ''}`;
}
