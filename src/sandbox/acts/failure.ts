import type { Ack } from '../app/delivery.ts';
import type { ActResult } from '../protocol.ts';

export const done: ActResult = { ok: true };

export function failed(error: string): ActResult {
  return { ok: false, error };
}

type Failure = Extract<Ack, { ok: false }>;

/** What Slack shows beside a button or menu that the app did not answer. */
export function interactionFailure(failure: Failure): ActResult {
  if (failure.reason === 'http_error')
    return failed(`This app responded with Status Code ${failure.status}.`);
  if (failure.reason === 'not_connected') return failed('This app is not responding. It may be offline.');
  return failed('Operation timed out. Apps need to respond within 3 seconds.');
}

/** What Slack shows in a modal whose submission the app did not answer, or answered with nonsense. */
export const submissionFailure = failed('We had some trouble connecting. Try again?');

/** What Slack shows under the message box. */
export function commandFailure(command: string, failure: Failure): ActResult {
  const code = {
    timeout: 'operation_timeout',
    not_connected: 'dispatch_failed',
    http_error: 'dispatch_failed',
  };
  return failed(`${command} failed with the error "${code[failure.reason]}"`);
}
