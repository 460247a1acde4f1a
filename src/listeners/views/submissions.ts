import type { App } from '@slack/bolt';
import { INPUTS, VIEWS } from '../../blocks/ids.ts';
import { buildLessonNote } from '../../blocks/lesson-note.ts';
import type { Message } from '../../blocks/parts.ts';
import { logOutcome } from '../../handover/log-outcome.ts';
import { rejectHandover } from '../../handover/reject.ts';
import { snoozeHandover } from '../../handover/snooze.ts';
import { snoozeUntil } from '../../handover/snooze-time.ts';
import { explainRejection } from '../../reports/rejection-lesson.ts';
import { mayAct, NOT_A_MEMBER } from '../access.ts';
import { inTime } from '../in-time.ts';
import type { ListenerDeps } from '../deps.ts';
import { parseSubmission } from '../parse.ts';

type Submission = ReturnType<typeof parseSubmission>;
/** Messages by input, shown in the modal; null closes it. */
type Errors = Record<string, string> | null;
/** What came of a submission; `tell` makes what only the person who submitted is told, once the modal is closed. */
interface Answer {
  errors: Errors;
  tell?: () => Promise<Message | null>;
}

/** Submitted modals: each calls one verb and shows its refusal at the input that it is about. */
export function registerSubmissions(app: App, deps: ListenerDeps): void {
  const submissions: Record<string, (deps: ListenerDeps, submission: Submission) => Promise<Answer>> = {
    [VIEWS.snooze]: async (...given) => ({ errors: await snooze(...given) }),
    [VIEWS.reject]: reject,
    [VIEWS.outcome]: async (...given) => ({ errors: await outcome(false, ...given) }),
    [VIEWS.correction]: async (...given) => ({ errors: await outcome(true, ...given) }),
  };
  for (const [callbackId, submit] of Object.entries(submissions)) {
    app.view(callbackId, async ({ ack, body, client }) => {
      const submission = parseSubmission(body);
      const { userId: user, origin } = submission;
      const work = mayAct(deps, origin.channel, user).then((allowed): Answer | Promise<Answer> =>
        allowed ? submit(deps, submission) : { errors: { [firstInput(callbackId)]: NOT_A_MEMBER } },
      );
      const answer = await inTime(work);
      if (answer?.errors) await ack({ response_action: 'errors', errors: answer.errors });
      else await ack();
      const { errors, tell } = answer ?? (await work);
      // The modal is closed by then: what it would have said at its inputs is said in the channel.
      const late = answer || !errors ? null : { text: Object.values(errors).join(' ') };
      const told = late ?? (await tell?.());
      if (told) await client.chat.postEphemeral({ channel: origin.channel, user, ...told });
    });
  }
}

function firstInput(callbackId: string): string {
  if (callbackId === VIEWS.snooze) return INPUTS.preset;
  return callbackId === VIEWS.reject ? INPUTS.reason : INPUTS.outcome;
}

async function snooze(
  deps: ListenerDeps,
  { userId, origin, text, choice, time }: Submission,
): Promise<Errors> {
  const now = deps.now();
  const playbook = deps.playbook.current;
  const preset = playbook.snooze[Number(choice('preset') ?? Number.NaN)];
  const until = time('until') ?? (preset ? snoozeUntil(preset, now, playbook.timezone) : null);
  if (!until) return { [INPUTS.preset]: 'Choose when it should wake, or set a time below.' };
  const result = await snoozeHandover(deps, {
    handoverId: origin.handoverId,
    by: userId,
    until,
    note: text('note'),
    now,
  });
  if (result.ok) return null;
  return result.reason === 'in_the_past'
    ? { [INPUTS.until]: 'This time has passed. Choose a later one.' }
    : { [INPUTS.preset]: `This handover is ${result.state} now and can't be snoozed.` };
}

async function reject(deps: ListenerDeps, { userId, origin, text, choice }: Submission): Promise<Answer> {
  const now = deps.now();
  const result = await rejectHandover(deps, {
    handoverId: origin.handoverId,
    by: userId,
    reasonId: choice('reason') ?? '',
    words: text('words'),
    now,
  });
  if (!result.ok) {
    const error =
      result.reason === 'unknown_reason'
        ? 'Choose a reason.'
        : `This handover is ${result.state} now and can't be rejected.`;
    return { errors: { [INPUTS.reason]: error } };
  }
  const { handover, again } = result;
  if (again) return { errors: null };
  return {
    errors: null,
    async tell() {
      const lesson = await explainRejection(deps, handover, now);
      return lesson && buildLessonNote(lesson, deps.playbook.current.timezone);
    },
  };
}

async function outcome(
  corrects: boolean,
  deps: ListenerDeps,
  { userId, origin, text, choice }: Submission,
): Promise<Errors> {
  const result = await logOutcome(deps, {
    handoverId: origin.handoverId,
    by: userId,
    outcomeId: choice('outcome') ?? '',
    reasonId: choice('reason'),
    words: text('words'),
    corrects,
    now: deps.now(),
  });
  if (result.ok) return null;
  switch (result.reason) {
    case 'unknown_outcome':
      return { [INPUTS.outcome]: 'Choose what came of it.' };
    case 'reason_needed':
      return { [INPUTS.reason]: 'Choose why it was disqualified.' };
    case 'not_yours':
      return { [INPUTS.outcome]: 'Only the rep who claimed this lead can log its outcome.' };
    case 'not_claimed':
      return { [INPUTS.outcome]: 'This lead is not claimed any more.' };
    case 'not_closed':
      return { [INPUTS.outcome]: 'This handover did not end with an outcome.' };
    case 'handed_over_since':
      return {
        [INPUTS.outcome]: 'This lead was handed over again since: log what came of it on its new card.',
      };
  }
}
