import { z } from 'zod';
import { checkedErrors, checkedView } from '../api/checked.ts';
import { Refusal } from '../api/refusal.ts';
import { viewClosed, viewSubmission } from '../app/payloads.ts';
import { limits } from '../check/limits.ts';
import type { ActResult, PersonAct } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import type { Node } from '../workspace/elements.ts';
import { closeSheets, showErrors, showModal, stackOf, updateSheet } from '../workspace/sheets.ts';
import type { Member, Sheet } from '../workspace/team.ts';
import { done, failed, submissionFailure } from './failure.ts';
import { inputErrors } from './required.ts';
import { takeValues } from './take-values.ts';

type Submit = Extract<PersonAct, { type: 'submit' }>;

const ResponseAction = z.looseObject({ response_action: z.enum(['errors', 'update', 'push', 'clear']) });

/** Somebody presses the submit button of the modal on top. */
export async function submit(slack: Slack, person: Member, act: Submit): Promise<ActResult> {
  const sheet = stackOf(slack.team, person.id).at(-1);
  if (!sheet || sheet.id !== act.view_id) return failed('This is not there any more.');
  if (sheet.view.type !== 'modal' || !sheet.view.submit) return failed('There is nothing to submit here.');
  takeValues(slack.team, sheet, act.values);
  const errors = inputErrors(sheet);
  if (Object.keys(errors).length > 0) {
    showErrors(slack.team, sheet, errors);
    return done;
  }
  const payload = viewSubmission(slack, person, sheet);
  const ack = await slack.tell({ type: 'interactive', payload, acceptsResponse: true });
  if (!ack.ok) return submissionFailure;
  // The app may have changed or closed it meanwhile by itself.
  if (!stackOf(slack.team, person.id).includes(sheet)) return done;
  try {
    answer(slack, person, sheet, ack.body);
    return done;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    slack.problem('the answer to a submission was refused', {
      callback_id: sheet.view.callback_id,
      error: error.code,
      messages: error.messages,
    });
    return submissionFailure;
  }
}

/** https://docs.slack.dev/surfaces/modals/#response_actions */
function answer(slack: Slack, person: Member, sheet: Sheet, body: unknown): void {
  const { team } = slack;
  if (body === undefined || body === '') return closeSheets(team, person.id, [sheet]);
  const action = ResponseAction.safeParse(body);
  if (!action.success) throw new Refusal('invalid_response_action');
  switch (action.data.response_action) {
    case 'errors':
      return showErrors(team, sheet, checkedErrors(action.data['errors'], inputIds(sheet)));
    case 'clear':
      return closeSheets(team, person.id, stackOf(team, person.id));
    case 'update':
      return updateSheet(team, sheet, checkedView(action.data['view']));
    case 'push':
      if (stackOf(team, person.id).length >= limits.modalStack) throw new Refusal('push_limit_reached');
      return void showModal(team, person.id, checkedView(action.data['view']), 'push');
  }
}

function inputIds(sheet: Sheet): Set<string> {
  const blocks = sheet.view.blocks as unknown as readonly Node[];
  return new Set(
    blocks.filter((block) => block['type'] === 'input').map((block) => String(block['block_id'])),
  );
}

/** Somebody closes the modal on top; the app hears of it where it asked to. */
export async function close(slack: Slack, person: Member, viewId: string): Promise<ActResult> {
  const stack = stackOf(slack.team, person.id);
  const top = stack.at(-1);
  if (!top || top.id !== viewId) return failed('This is not there any more.');
  const isCleared = top.view.type === 'modal' && top.view.clear_on_close === true;
  const closing = isCleared ? stack : [top];
  closeSheets(slack.team, person.id, closing);
  for (const sheet of closing.toReversed()) {
    if (sheet.view.type !== 'modal' || sheet.view.notify_on_close !== true) continue;
    const payload = viewClosed(slack, person, sheet, isCleared);
    await slack.tell({ type: 'interactive', payload, acceptsResponse: false });
  }
  return done;
}
