import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { randomFrom, shuffled } from './random.ts';

const DAY_MS = 86_400_000;

/** Lists and the like count as the text they are written as. */
const Fact = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.json().transform((value) => JSON.stringify(value)),
]);
export type Fact = string | number | boolean;

/** A line of a data set: see `docs/scoring.md` for the format. */
const Line = z.object({
  id: z.coerce.string(),
  seq: z.number().optional(),
  ordered: z.boolean().optional(),
  attrs: z.record(z.string(), z.union([z.null(), Fact])).default({}),
  events: z.array(z.tuple([z.string(), z.string()])).optional(),
  label: z.coerce.number().min(0).max(1),
  label_t: z.string().optional(),
});
type Line = z.infer<typeof Line>;

/** What is known of a lead at the moment it is scored. */
export interface Lead {
  attrs: Readonly<Record<string, Fact | null>>;
  /** How many days before that moment each event was. */
  events: readonly { kind: string; ageDays: number }[];
  label: number;
  /** Order of scoring, and the moment from which the label is known; equal steps where a set has no times. */
  scoredAt: number;
  labelAt: number;
}

export interface LeadSet {
  name: string;
  leads: Lead[];
  ordered: boolean;
  /** Whether labels become known only later. */
  delayed: boolean;
}

/** The days after its start at which a case of an event log is scored. */
const AGES_DAYS = [1, 7, 14];
/** Of fewer undecided cases nothing can be said. */
const FEWEST_CASES = 300;

/** The lines of a `.jsonl` or `.jsonl.gz` file, in their order. */
export function readLines(file: string): Line[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const parsed = lines.map((line): Line => Line.parse(JSON.parse(line)));
  return parsed.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
}

/** The set of a `.jsonl` or `.jsonl.gz` file; an event log gives a set an age. */
export function readSets(file: string): LeadSet[] {
  const parsed = readLines(file);
  const name = basename(file).replace(/\.jsonl(\.gz)?$/, '');
  if (parsed.some(({ events, label_t }) => events && events.length > 0 && label_t)) {
    return AGES_DAYS.map((age) => atAge(`${name} at ${age} d`, parsed, age)).filter(
      ({ leads }) => leads.length >= FEWEST_CASES,
    );
  }
  return [
    {
      name,
      ordered: parsed.some(({ ordered }) => ordered === true),
      delayed: false,
      leads: oneByOne(parsed.map(({ attrs, label }) => ({ attrs, events: [], label }))),
    },
  ];
}

/** At most so many leads: the first ones, or some drawn at random where the order says nothing. */
export function firstLeads({ leads, ordered }: LeadSet, most: number): Lead[] {
  if (leads.length <= most) return leads;
  return ordered ? leads.slice(0, most) : oneByOne(shuffled(leads, randomFrom(0)).slice(0, most));
}

/** Leads in the given order, each label known before the next lead comes. */
export function oneByOne(leads: readonly Omit<Lead, 'scoredAt' | 'labelAt'>[]): Lead[] {
  return leads.map((lead, index) => ({ ...lead, scoredAt: index, labelAt: index }));
}

/** Each case as it was so many days after its first event; those decided by then are left out. */
function atAge(name: string, lines: readonly Line[], ageDays: number): LeadSet {
  const leads: Lead[] = [];
  for (const { attrs, events = [], label, label_t } of lines) {
    const times = events.map(([time]) => Date.parse(time));
    const scoredAt = Math.min(...times) + ageDays * DAY_MS;
    const labelAt = Date.parse(label_t ?? '');
    if (!(labelAt > scoredAt)) continue;
    const known = events.flatMap(([, kind], index) => {
      const age = (scoredAt - (times[index] ?? 0)) / DAY_MS;
      return age >= 0 ? [{ kind, ageDays: age }] : [];
    });
    leads.push({ attrs, events: known, label, scoredAt, labelAt });
  }
  leads.sort((a, b) => a.scoredAt - b.scoredAt);
  return { name, leads, ordered: true, delayed: true };
}
