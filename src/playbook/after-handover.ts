import { z } from 'zod';
import { Span } from './duration.ts';
import { ChannelName, parseWeekday, Slug, type Weekday } from './values.ts';

/** Promises about time after a card is posted. Spans are working time of the card's route: src/handover/working-time.ts. */
export const ServiceLevels = z.strictObject({
  nudge_after: Span.optional().describe(
    "Unclaimed: a reminder in the card's thread, which the channel shows too; a day (`2d`) is a working day of the route, `1w` its working week",
  ),
  escalate_after: Span.optional().describe('Unclaimed: escalate_to is mentioned in the thread'),
  escalate_to: z
    .string()
    .trim()
    .min(1)
    .optional()
    .describe(
      'Whom to mention: a Slack user name or the handle of a user group; one that Slack does not know is written as it is',
    ),
  expire_after: Span.prefault('2d').describe(
    'Unclaimed: back to marketing; the lead may return when its interest is new, and the score learns nothing',
  ),
  outcome_due_after: Span.prefault('3d').describe(
    'Claimed without an outcome: the rep is asked by direct message what came of it',
  ),
  release_after: Span.prefault('5d').describe(
    'Still without one: the claim lapses and the card is open again',
  ),
});
export type ServiceLevels = z.infer<typeof ServiceLevels>;

/** When a snoozed card wakes: after a span, or at a time of a coming day in the playbook's time zone. */
export type SnoozePreset = { readonly label: string } & (
  | { readonly kind: 'after'; readonly span: Span }
  | { readonly kind: 'tomorrow'; readonly at: string }
  | { readonly kind: 'next_weekday'; readonly weekday: Weekday; readonly at: string }
);

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const SNOOZE =
  /^(?:(?:in )?([1-9]\d{0,2}) ?(m|h|d|w|minutes?|hours?|days?|weeks?)|tomorrow (\S+)|next ([a-z]+) (\S+))$/;

export const SnoozePreset = z
  .string()
  .meta({ title: 'time to sleep' })
  .transform((label, context): SnoozePreset => {
    const found = SNOOZE.exec(label.trim().toLowerCase());
    const [, amount, unit, tomorrowAt, dayName, weekdayAt] = found ?? [];
    if (amount && unit) {
      const letter = unit[0] === 'm' ? 'm' : unit[0] === 'h' ? 'h' : unit[0] === 'd' ? 'd' : 'w';
      return { label, kind: 'after', span: { amount: Number(amount), unit: letter } };
    }
    if (tomorrowAt && CLOCK.test(tomorrowAt)) return { label, kind: 'tomorrow', at: tomorrowAt };
    const weekday = parseWeekday(dayName ?? '');
    if (weekday && weekdayAt && CLOCK.test(weekdayAt))
      return { label, kind: 'next_weekday', weekday, at: weekdayAt };
    context.addIssue({
      code: 'custom',
      message: 'expected a time such as 1h, in 2 weeks, tomorrow 09:00 or next monday 09:00',
    });
    return z.NEVER;
  });

/**
 * What a verdict says of the score: that the lead was good, or was not (`negative`, or with the part of the score that
 * spoke too well of it), that the time was wrong, or nothing.
 */
export const Lesson = z.enum([
  'fit.role',
  'fit.organisation',
  'fit.topic',
  'interest',
  'timing',
  'context',
  'negative',
  'positive',
  'nothing',
]);
export type Lesson = z.infer<typeof Lesson>;

export const RejectReason = z.strictObject({
  id: Slug.describe('What verdicts are stored under; keep it when the label changes'),
  label: z.string().trim().min(1).max(75).describe('What the rep reads'),
  teaches: Lesson.exclude(['positive'])
    .default('negative')
    .describe('What the score learns from it: that this was no good lead, or which part of the score erred'),
  recycle_after: Span.optional().describe(
    'The lead may come back after this; without it, when its interest is new',
  ),
  exclude: z.enum(['lead', 'company']).optional().describe('Who is never handed over again'),
});
export type RejectReason = z.infer<typeof RejectReason>;

export const Outcome = z
  .strictObject({
    id: Slug.describe('What verdicts are stored under; keep it when the label changes'),
    label: z.string().trim().min(1).max(75).describe('What the rep reads'),
    teaches: Lesson.optional().describe(
      'What the score learns from it; without it negative where reasons are asked or the lead may come back later, else nothing',
    ),
    reasons: z.array(Slug).default([]).describe('The rep chooses one of these with it'),
    stays_claimed: z.boolean().default(false).describe('The talk goes on: the claim is kept'),
    recycle_after: Span.optional().describe('The lead may come back after this'),
  })
  .transform(({ teaches, ...outcome }) => {
    // Who is asked why, or is let go for a while, was not what was hoped for, whichever part of the score erred.
    const letGo = outcome.reasons.length > 0 || outcome.recycle_after !== undefined;
    const implied: Lesson = letGo ? 'negative' : 'nothing';
    return { ...outcome, teaches: teaches ?? implied };
  });
export type Outcome = z.infer<typeof Outcome>;

/** A weekly moment such as `monday 09:00`, in the playbook's time zone. */
export const WeeklyTime = z
  .string()
  .meta({ title: 'weekly time' })
  .transform((text, context): { weekday: Weekday; at: string } => {
    const [dayName = '', at = ''] = text.trim().toLowerCase().split(/\s+/);
    const weekday = parseWeekday(dayName);
    if (weekday && CLOCK.test(at)) return { weekday, at };
    context.addIssue({ code: 'custom', message: 'expected a weekly time such as monday 09:00' });
    return z.NEVER;
  });

export const Feedback = z.strictObject({
  channel: ChannelName.describe('Where rejections are told, with words, source and content'),
  digest: WeeklyTime.prefault('monday 09:00').describe('When the digest of the week comes'),
});
export type Feedback = z.infer<typeof Feedback>;

export const Retention = z.strictObject({
  activities: Span.prefault('400d').describe('Older activities are deleted, by whole calendar months'),
  leads_without_activity: Span.prefault('800d').describe(
    'Leads that did nothing for so long are deleted; of one that was handed over, what says who it is',
  ),
});
export type Retention = z.infer<typeof Retention>;
