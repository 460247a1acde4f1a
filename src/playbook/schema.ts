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
  match: z.array(z.string().trim().min(1)).min(1).describe('Whole words of the role, any case'),
  level: z.string().trim().min(1),
  points: Points,
});
export type RoleRule = z.infer<typeof RoleRule>;

export const EmployeesRule = z.strictObject({
  min: z.int().min(0).optional(),
  max: z.int().min(0).optional(),
  points: Points,
});
export type EmployeesRule = z.infer<typeof EmployeesRule>;

export const Fit = z.strictObject({
  roles: z.array(RoleRule).default([]),
  industries: z.record(z.string().trim().toLowerCase().min(1), Points).default({}),
  employees: z.array(EmployeesRule).default([]),
  countries: z.record(Country, Points).default({}),
  email: z
    .strictObject({ work: Points.default(0), free: Points.default(0), disposable: Points.default(0) })
    .prefault({}),
  exclude: z
    .strictObject({
      domains: z.array(z.string().trim().toLowerCase().min(1)).default([]),
      tags: z.array(z.string().trim().toLowerCase().min(1)).default([]),
    })
    .prefault({})
    .describe('Leads that are never handed over'),
});
export type Fit = z.infer<typeof Fit>;

export const Signal = z.strictObject({
  points: Points.optional().describe('What one fresh action is worth; none for a signal that only resets'),
  meaningful: z.boolean().default(false).describe('An action that can carry a handover'),
  meaningful_from: z.int().min(1).optional().describe('This many different pieces make it meaningful'),
  hand_raise: z.boolean().default(false).describe('The lead asks for us: scored at once'),
  half_life_days: z.number().positive().max(3650).optional(),
  once_per: Span.optional().describe('Counts at most once in this span'),
  cap: z.number().positive().optional().describe('Most points this signal can bring at a time'),
  resets: z.boolean().default(false).describe('Interest starts again from nothing'),
  says: z.string().trim().min(1).optional().describe('How a card says it: "downloaded"'),
});
export type Signal = z.infer<typeof Signal>;

const PLACEHOLDERS = ['company', 'industry', 'role', 'name', 'seller'];

function placeholdersOf(angle: string): string[] {
  return [...angle.matchAll(/\{\{(.*?)\}\}/g)].map(([, name = '']) => name.trim());
}

export const Topic = z.strictObject({
  id: Slug,
  name: z.string().trim().min(1),
  match: z.strictObject({
    urls: z.array(z.string().min(1)).default([]),
    tags: z.array(z.string().toLowerCase()).default([]),
  }),
  problem: z.string().trim().min(1),
  angle: z
    .string()
    .trim()
    .min(1)
    .refine((angle) => placeholdersOf(angle).every((name) => PLACEHOLDERS.includes(name)), {
      error: `expected no placeholders but ${PLACEHOLDERS.map((name) => `{{${name}}}`).join(', ')}`,
    })
    .describe('May name {{company}}, {{industry}}, {{role}}, {{name}} and {{seller}}'),
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
  fit: z.number().min(0).max(100).default(0),
  interest: z.number().min(0).max(100).default(0),
  readiness: z.number().min(0).max(100).default(50),
  why_now_days: z.number().positive().default(14).describe('A meaningful action at most this old'),
  context: z.array(BriefField).default(['name', 'organisation', 'source', 'latest_action', 'summary']),
});
export type Gates = z.infer<typeof Gates>;

export const Playbook = z.strictObject({
  version: z.literal(1),
  seller: z.string().trim().min(1),
  timezone: TimeZone,
  fit: Fit.prefault({}),
  interest: z.strictObject({
    half_life_days: z.number().positive().max(3650).default(14),
    signals: z.record(
      z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected a signal name such as pricing_viewed'),
      Signal,
    ),
  }),
  topics: z.array(Topic).default([]),
  gates: Gates.prefault({}),
  routes: z.array(Route).min(1),
  hand_raise_ignores: z.array(z.enum(['working_hours', 'daily_cap'])).default([]),
  open_claims_per_rep: z.int().min(1).default(15),
  owner_window: Span.prefault('90d'),
  expected_acceptance: z.number().gt(0).lt(1).default(0.3),
  explore: z.number().min(0).max(0.5).default(0.05),
  weekly_budget: z.int().min(1).optional(),
  holidays: z.array(z.iso.date()).default([]).describe('Days on which nobody works'),
  service_levels: ServiceLevels.prefault({}),
  snooze: z
    .array(SnoozePreset)
    .min(1)
    .max(8)
    .prefault(['1h', 'tomorrow 09:00', 'next monday 09:00', 'in 2 weeks']),
  reject_reasons: z.array(RejectReason).min(1).max(100),
  outcomes: z.array(Outcome).min(1).max(100),
  feedback: Feedback,
  retention: Retention.prefault({}),
});
export type Playbook = z.infer<typeof Playbook>;
