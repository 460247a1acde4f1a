/**
 * The playbook: what marketing and sales agreed, as the YAML file says it. Field names are those of the file.
 * Each zod schema and its type share one name. Unknown fields are errors.
 */
import { z } from 'zod';
import { Feedback, Outcome, RejectReason, Retention, ServiceLevels, SnoozePreset } from './after-handover.ts';
import { Span } from './duration.ts';
import { Route } from './routes.ts';
import { Country, Points, Slug, TimeZone } from './values.ts';

export const RoleRule = z.strictObject({
  match: z
    .array(z.string().trim().min(1))
    .min(1)
    .describe('Whole words of the role, any case; one of them is enough'),
  level: z.string().trim().min(1).describe('What such a role is, as reasons and routes name it'),
  points: Points.describe('What it is worth'),
});
export type RoleRule = z.infer<typeof RoleRule>;

export const EmployeesRule = z.strictObject({
  min: z.int().min(0).optional().describe('At least so many'),
  max: z.int().min(0).optional().describe('At most so many'),
  points: Points.describe('What it is worth'),
});
export type EmployeesRule = z.infer<typeof EmployeesRule>;

export const Fit = z.strictObject({
  roles: z
    .array(RoleRule)
    .default([])
    .describe('Roles and what they are worth; the first that matches counts'),
  industries: z
    .record(z.string().trim().toLowerCase().min(1), Points)
    .default({})
    .describe('Industries, any case, and what they are worth'),
  employees: z
    .array(EmployeesRule)
    .default([])
    .describe('Sizes of the company and what they are worth; the first that holds counts'),
  countries: z
    .record(Country, Points)
    .default({})
    .describe('Two-letter codes of countries and what they are worth'),
  email: z
    .strictObject({
      work: Points.default(0).describe("An address at a company's own domain"),
      free: Points.default(0).describe('An address at a free mail provider'),
      disposable: Points.default(0).describe('An address that is thrown away after use'),
    })
    .prefault({})
    .describe('What kinds of email address are worth'),
  exclude: z
    .strictObject({
      domains: z
        .array(z.string().trim().toLowerCase().min(1))
        .default([])
        .describe('Domains of companies or emails, with all below them'),
      tags: z.array(z.string().trim().toLowerCase().min(1)).default([]).describe('Tags of leads, any case'),
    })
    .prefault({})
    .describe('Leads that are never handed over'),
});
export type Fit = z.infer<typeof Fit>;

export const Signal = z.strictObject({
  points: Points.optional().describe('What one fresh action is worth; none for a signal that only resets'),
  meaningful: z.boolean().default(false).describe('An action that can carry a handover'),
  meaningful_from: z
    .int()
    .min(1)
    .optional()
    .describe('So many different pieces, within two half-lives, make it meaningful'),
  hand_raise: z.boolean().default(false).describe('The lead asks for us: scored at once'),
  half_life_days: z
    .number()
    .positive()
    .max(3650)
    .optional()
    .describe('Days after which half of it is gone; without it, interest.half_life_days'),
  once_per: Span.optional().describe('Counts at most once in this span'),
  cap: z.number().positive().optional().describe('Most points this signal can bring at a time'),
  resets: z.boolean().default(false).describe('Interest starts again from nothing'),
  says: z.string().trim().min(1).optional().describe('How a card says it: "downloaded"'),
  noun: z
    .string()
    .trim()
    .min(1)
    .optional()
    .describe('What it was done with, one of them: "guide", so that a card says "downloaded 2 guides"'),
});
export type Signal = z.infer<typeof Signal>;

const PLACEHOLDERS = ['company', 'industry', 'role', 'name', 'seller'];

function placeholdersOf(angle: string): string[] {
  return [...angle.matchAll(/\{\{(.*?)\}\}/g)].map(([, name = '']) => name.trim());
}

export const Topic = z.strictObject({
  id: Slug.describe('What routes and verdicts call it'),
  name: z.string().trim().min(1).describe('What briefs call it'),
  match: z
    .strictObject({
      urls: z.array(z.string().min(1)).default([]).describe('Whole addresses, any case; * is any text'),
      tags: z.array(z.string().toLowerCase()).default([]).describe('Tags of the content, any case'),
    })
    .describe('Which content is about it: one address or tag is enough'),
  problem: z.string().trim().min(1).describe('The problem that interest in it shows, as the brief says it'),
  angle: z
    .string()
    .trim()
    .min(1)
    .refine((angle) => placeholdersOf(angle).every((name) => PLACEHOLDERS.includes(name)), {
      error: `expected no placeholders but ${PLACEHOLDERS.map((name) => `{{${name}}}`).join(', ')}`,
    })
    .describe('How to open the talk; may name {{company}}, {{industry}}, {{role}}, {{name}} and {{seller}}'),
});
export type Topic = z.infer<typeof Topic>;

/** The fields of the brief that a handover can require. */
export const BriefField = z.enum([
  'name',
  'role',
  'organisation',
  'source',
  'latest_action',
  'summary',
  'problem',
  'company_context',
  'angle',
]);
export type BriefField = z.infer<typeof BriefField>;

export const Gates = z.strictObject({
  fit: z
    .number()
    .min(0)
    .max(100)
    .default(0)
    .describe('Least fit, 0-100: points earned over the most that fit can give'),
  interest: z
    .number()
    .min(0)
    .max(100)
    .default(0)
    .describe('Least interest, 0-100: 30 faded points are 50, 60 are 75'),
  readiness: z
    .number()
    .min(0)
    .max(100)
    .default(50)
    .describe('Least readiness, 0-100: the chance in percent that sales accepts'),
  why_now_days: z.number().positive().default(14).describe('A meaningful action is at most so many days old'),
  context: z
    .array(BriefField)
    .default(['name', 'organisation', 'source', 'latest_action', 'summary'])
    .describe('Fields of the brief that must be known'),
});
export type Gates = z.infer<typeof Gates>;

export const Playbook = z.strictObject({
  version: z.literal(1).describe('Of this format'),
  seller: z.string().trim().min(1).describe('The company that sells; an angle can name it'),
  timezone: TimeZone.describe('Of every time and day that names no other'),
  fit: Fit.prefault({}).describe('Who may buy: points for what is known of a lead and the company'),
  interest: z
    .strictObject({
      half_life_days: z
        .number()
        .positive()
        .max(3650)
        .default(14)
        .describe("Days after which half of an action's points are gone"),
      signals: z
        .record(
          z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected a signal name such as pricing_viewed'),
          Signal,
        )
        .describe('Types of activity, by the name that sources send, and how each counts'),
    })
    .describe('What leads do, and what it is worth'),
  topics: z
    .array(Topic)
    .default([])
    .describe('What content is about, the problem it shows, and how to open the talk'),
  gates: Gates.prefault({}).describe('What a lead must reach to be handed over, whatever else speaks for it'),
  routes: z.array(Route).min(1).describe('Where leads go; the first route that holds'),
  hand_raise_ignores: z
    .array(z.enum(['working_hours', 'daily_cap', 'weekly_budget']))
    .default([])
    .describe('What a lead that asks for us does not wait for'),
  open_claims_per_rep: z.int().min(1).default(15).describe('Most claims that one rep can hold open'),
  owner_window: Span.prefault('90d').describe(
    'Someone of the company was claimed this recently: their owner is told, and no second card is posted',
  ),
  expected_acceptance: z
    .number()
    .gt(0)
    .lt(1)
    .default(0.3)
    .describe('Share of handovers that sales accepts, before there are verdicts'),
  trust: z
    .number()
    .min(0.1)
    .max(10)
    .default(1)
    .describe('How firmly the points are believed: above 1 verdicts move them more slowly, below 1 faster'),
  explore: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.05)
    .describe('Share of handovers given to leads that were not chosen, to learn what is missed'),
  weekly_budget: z
    .int()
    .min(1)
    .optional()
    .describe('Handovers that sales can work in a week; the readiness gate rises to keep to it'),
  holidays: z
    .array(z.iso.date())
    .default([])
    .describe('Days on which nobody works, in any route: no cards but hand-raises, and service levels wait'),
  service_levels: ServiceLevels.prefault({}).describe(
    "Promises after a card is posted, in working time of the card's route",
  ),
  snooze: z
    .array(SnoozePreset)
    .min(1)
    .max(8)
    .prefault(['1h', 'tomorrow 09:00', 'next monday 09:00', 'in 2 weeks'])
    .describe('Times that a rep can let a card sleep; any other can be typed'),
  reject_reasons: z
    .array(RejectReason)
    .min(1)
    .max(100)
    .describe('Why a rep rejects a lead before any contact'),
  outcomes: z.array(Outcome).min(1).max(100).describe('What came of a lead after contact'),
  feedback: Feedback.describe('What marketing hears'),
  retention: Retention.prefault({}).describe('How long things are kept'),
});
export type Playbook = z.infer<typeof Playbook>;
