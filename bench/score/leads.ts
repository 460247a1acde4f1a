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

/** Epoch milliseconds. A time that names no zone is taken as UTC, so that no machine's zone moves a figure. */
const Time = z.string().transform((text, context) => {
  const isLocal = text.includes(':') && !/(z|[+-]\d\d:?\d\d)$/i.test(text);
  const at = Date.parse(isLocal ? `${text}Z` : text);
  if (Number.isNaN(at)) context.addIssue(`not a time: ${text}`);
  return at;
});

/** A line of a data set: see `docs/scoring.md` for the format. */
const Line = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  seq: z.coerce.number().nullish(),
  ordered: z.boolean().nullish(),
  attrs: z.record(z.string(), z.union([z.null(), Fact])).nullish(),
  events: z.array(z.tuple([Time, z.string()])).nullish(),
  label: z.union([z.boolean(), z.literal([0, 1, '0', '1'])], 'must be 0 or 1').transform(Number),
  label_t: Time.nullish(),
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

/** The lines of a `.jsonl` or `.jsonl.gz` file, in their order. Throws with file and line what it can't read. */
export function readLines(file: string): Line[] {
  const lines = textOf(file).split('\n');
  const parsed = lines.flatMap((line, index) =>
    line.trim() === '' ? [] : [parseLine(line, `${file}:${index + 1}`)],
  );
  if (parsed.length === 0) throw new Error(`${file}: no leads`);
  return parsed.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
}

function textOf(file: string): string {
  const bytes = readFileSync(file);
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b; // gzip, whatever its name
  try {
    return new TextDecoder().decode(isPacked ? gunzipSync(bytes) : bytes);
  } catch (error) {
    throw new Error(`${file}: can't be unpacked`, { cause: error });
  }
}

function parseLine(line: string, where: string): Line {
  let written: unknown;
  try {
    written = JSON.parse(line);
  } catch (error) {
    throw new Error(`${where}: not JSON: ${line.slice(0, 60)}`, { cause: error });
  }
  const { data, error } = Line.safeParse(written);
  if (data) return data;
  throw new Error(
    `${where}: ${error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')}`,
  );
}

/** The set of a `.jsonl` or `.jsonl.gz` file; an event log gives a set an age. */
export function readSets(file: string): LeadSet[] {
  const parsed = readLines(file);
  const name = basename(file).replace(/\.jsonl(\.gz)?$/, '');
  if (parsed.some(({ events }) => events && events.length > 0)) {
    const sets = AGES_DAYS.map((age) => atAge(`${name} at ${age} d`, parsed, age));
    const open = sets.filter(({ leads }) => leads.length > 0);
    if (open.length === 0) throw new Error(`${file}: each case is decided within a day of its first event`);
    return open;
  }
  return [
    {
      name,
      ordered: parsed.some(({ ordered }) => ordered === true),
      delayed: false,
      leads: oneByOne(parsed.map(({ attrs, label }) => ({ attrs: attrs ?? {}, events: [], label }))),
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

/**
 * Each case as it was so many days after its first event; those decided by then are left out. A case that does not
 * say when its label became known counts as decided with its last event.
 */
function atAge(name: string, lines: readonly Line[], ageDays: number): LeadSet {
  const leads: Lead[] = [];
  for (const { attrs, events, label, label_t } of lines) {
    const inOrder = (events ?? []).toSorted(([a], [b]) => a - b);
    const [first, last] = [inOrder.at(0), inOrder.at(-1)];
    if (!first || !last) continue;
    const scoredAt = first[0] + ageDays * DAY_MS;
    const labelAt = label_t ?? last[0];
    if (labelAt <= scoredAt) continue;
    const known = inOrder.flatMap(([at, kind]) =>
      at <= scoredAt ? [{ kind, ageDays: (scoredAt - at) / DAY_MS }] : [],
    );
    leads.push({ attrs: attrs ?? {}, events: known, label, scoredAt, labelAt });
  }
  leads.sort((a, b) => a.scoredAt - b.scoredAt);
  return { name, leads, ordered: true, delayed: true };
}
