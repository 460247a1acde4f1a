import type { Lesson, Outcome, RejectReason, ServiceLevels } from '../after-handover.ts';
import type { Playbook } from '../schema.ts';
import { all, either, quoted, span, weekday } from './words.ts';

/** How fast sales answers, and what happens when it does not. */
export function describeServiceLevels(levels: ServiceLevels): string[] {
  const { nudge_after: nudge, escalate_after: escalate, escalate_to: manager } = levels;
  return [
    nudge
      ? `Unclaimed after ${span(nudge)}: a reminder in the card's thread.`
      : 'No reminder of unclaimed cards.',
    escalate
      ? `Unclaimed after ${span(escalate)}: the manager is mentioned.`
      : 'No manager is mentioned for unclaimed cards.',
    ...(manager === undefined ? [] : [`The manager is ${manager}.`]),
    `Unclaimed after ${span(levels.expire_after)}: back to marketing.`,
    `Claimed without an outcome for ${span(levels.outcome_due_after)}: the rep is asked what came of it.`,
    `Without word for ${span(levels.release_after)}: the claim lapses and the card is open again.`,
    "All of this is working time of the card's route.",
  ];
}

/** What a rep can answer with, and what follows. */
export function describeVerdicts({ snooze, reject_reasons: reasons, outcomes }: Playbook): string[] {
  return [
    `Snooze for: ${all(snooze.map(({ label }) => quoted(label)))}, or any other time.`,
    ...reasons.map(
      (reason) => `Reject as ${quoted(reason.label)} (${reason.id}): ${describeReason(reason)}.`,
    ),
    ...outcomes.map(
      (outcome) => `Outcome ${quoted(outcome.label)} (${outcome.id}): ${describeOutcome(outcome)}.`,
    ),
  ];
}

function describeReason({ teaches, recycle_after: recycle, exclude }: RejectReason): string {
  return [
    LESSONS[teaches],
    recycle
      ? `the lead may come back after ${span(recycle)}`
      : exclude === undefined && 'the lead may come back with new interest',
    exclude &&
      (exclude === 'company'
        ? 'nobody of the company is handed over again'
        : 'the lead is never handed over again'),
  ]
    .filter(Boolean)
    .join('; ');
}

function describeOutcome({
  teaches,
  reasons,
  stays_claimed: stays,
  recycle_after: recycle,
}: Outcome): string {
  return [
    LESSONS[teaches],
    reasons.length > 0 && `asks for a reason, ${either(reasons)}`,
    stays ? 'the lead stays claimed' : 'the handover is closed',
    recycle && `the lead may come back after ${span(recycle)}`,
  ]
    .filter(Boolean)
    .join('; ');
}

const LESSONS: Record<Lesson, string> = {
  'fit.role': 'the score learns that the role fits less',
  'fit.organisation': 'the score learns that the organisation fits less',
  'fit.topic': 'the score learns that the topics link less to the problem we solve',
  interest: 'the score learns that the actions show less interest',
  timing: 'the score learns that the time was wrong, not the lead',
  context: 'the score learns that too little was known, not that the lead was wrong',
  negative: 'the score learns that this was no good lead',
  positive: 'the score learns that this was a good lead',
  nothing: 'the score learns nothing',
};

/** What marketing hears, and how long anything is kept. */
export function describeFeedback({ feedback, retention }: Playbook): string[] {
  return [
    `Rejections go to #${feedback.channel}; a digest goes there every ${weekday(feedback.digest.weekday)} at ${feedback.digest.at}.`,
    `Activities are kept for ${span(retention.activities)}, leads without activity for ${span(retention.leads_without_activity)}.`,
  ];
}
