import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { cleanJson, cleanText } from './clean-text.ts';

/** Text from outside: cleaned, trimmed, cut to so many characters; empty is nothing. */
const text = (limit: number) =>
  z.preprocess(
    (value) =>
      typeof value === 'string' ? cleanText(value).trim().slice(0, limit).toWellFormed() || null : value,
    z.string().nullish(),
  );

/** Text that names someone: cut, it would name someone else, so what is too long is refused. */
const name = (limit: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? cleanText(value).trim() || null : value),
    z.string().max(limit).nullish(),
  );

const Email = z.preprocess(
  (value) => (typeof value === 'string' ? normalEmail(cleanText(value)) || null : value),
  z.email('expected an email address such as jane@acme.example').max(254).nullish(),
);
const CountryCode = z.preprocess(
  (value) => (typeof value === 'string' ? value.trim().toUpperCase() || null : value),
  z
    .string()
    .regex(/^[A-Z]{2}$/, 'expected a two-letter country code such as DE')
    .nullish(),
);
const Domain = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? asciiDomain(
          cleanText(value)
            .trim()
            .toLowerCase()
            .replace(/^www\./, ''),
        ) || null
      : value,
  z.string().max(253).nullish(),
);
const Tags = z
  .array(z.string().transform((tag) => cleanText(tag).trim().slice(0, 100)))
  .max(50)
  .nullish();
const MAX_PROPERTIES_BYTES = 16_384;
const MAX_PROPERTIES_DEPTH = 20; // all that follows walks it by recursion
const Properties = z
  .record(z.string(), z.unknown())
  .refine((value) => isWithinDepth(value, MAX_PROPERTIES_DEPTH), {
    error: `expected at most ${MAX_PROPERTIES_DEPTH} levels`,
    abort: true,
  })
  .refine(
    (value) => Buffer.byteLength(JSON.stringify(value)) <= MAX_PROPERTIES_BYTES,
    'expected at most 16 KB',
  )
  .transform(cleanJson);

const LeadInput = z
  .object({
    email: Email,
    anonymous_id: name(200),
    user_id: name(200),
    crm_id: name(200),
    name: text(300),
    role: text(300),
    phone: text(50),
    country: CountryCode,
    tags: Tags,
    company: z
      .object({
        name: text(300),
        domain: Domain,
        industry: text(100),
        employees: z.int().min(0).max(10_000_000).nullish(),
        country: CountryCode,
      })
      .nullish(),
    source: z.object({ channel: text(100), campaign: text(200) }).nullish(),
  })
  .refine(
    ({ email, anonymous_id, user_id, crm_id }) => email || anonymous_id || user_id || crm_id,
    'expected at least one of email, anonymous_id, user_id and crm_id',
  );

/** One activity as a client posts it; docs/http-api.md says what each field means. */
export const ActivityInput = z.object({
  id: z.preprocess(
    (value) => (typeof value === 'string' ? cleanText(value).trim() : value),
    z.string().min(1).max(200),
  ),
  type: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'expected a signal name such as pricing_viewed'),
  at: z.iso
    .datetime({ offset: true, error: 'expected a time such as 2026-11-20T09:12:00Z' })
    .transform((at) => new Date(at))
    .refine((at) => at.getTime() >= 0, 'expected a time since 1970'),
  lead: LeadInput,
  content: z.object({ title: text(500), url: name(2000), tags: Tags }).nullish(),
  properties: Properties.nullish(),
});
export type ActivityInput = z.infer<typeof ActivityInput> & {
  /** The request that brought it. */
  trace?: string;
};

/** The same, compiled: several times as fast for what is valid, and the same words for what is not. */
const Compiled = z.compile(ActivityInput, { strict: true });

export interface Rejected {
  index: number;
  id: string | null;
  errors: { path: string; message: string }[];
}

const FUTURE_MS = 5 * 60_000;

/** Splits a batch into what can be stored and what can't, with where and why; one never spoils the other. */
export function parseActivities(
  batch: unknown[],
  now: Date,
  trace?: string,
): { activities: ActivityInput[]; rejected: Rejected[] } {
  const activities: ActivityInput[] = [];
  const rejected: Rejected[] = [];
  for (const [index, one] of batch.entries()) {
    const parsed = Compiled.safeParse(one);
    const id = idOf(one);
    if (!parsed.success) {
      const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
      rejected.push({ index, id, errors });
    } else if (parsed.data.at.getTime() > now.getTime() + FUTURE_MS) {
      rejected.push({
        index,
        id,
        errors: [{ path: 'at', message: 'lies more than 5 minutes in the future' }],
      });
    } else {
      activities.push({ ...parsed.data, ...(trace && { trace }) });
    }
  }
  return { activities, rejected };
}

/** `Jane@Müller.example` -> `jane@xn--mller-kva.example`: one person, one spelling. */
function normalEmail(email: string): string {
  const lower = email.trim().toLowerCase();
  const at = lower.lastIndexOf('@');
  return at < 0 ? lower : lower.slice(0, at + 1) + asciiDomain(lower.slice(at + 1));
}

/** A domain with letters beyond ASCII as DNS spells it; what cannot be spelt so stays for the check to refuse. */
function asciiDomain(domain: string): string {
  return /\P{ASCII}/u.test(domain) ? domainToASCII(domain) || domain : domain;
}

function isWithinDepth(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isWithinDepth(member, levels - 1));
}

/** The id of what was posted as an activity, if it has one. */
export function idOf(one: unknown): string | null {
  const id = typeof one === 'object' && one !== null && 'id' in one ? one.id : null;
  return typeof id === 'string' ? id.slice(0, 200) : null;
}
