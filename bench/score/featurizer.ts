import type { Features } from '../../src/scoring/model/prior.ts';
import { factsOf, layOutTerms, type Layout } from './layout.ts';
import type { Fact, Lead } from './leads.ts';

const HALF_LIVES_DAYS = [2, 14];
const FIRST_LAYOUT = 8;
const GROWTH = 1.5;

/** Turns any data set's leads into terms. What it knows of values it has from the leads met before. */
export interface Featurizer {
  /** Counts a lead in. True when steps and values were laid out anew, so that every term's meaning may have changed. */
  meet: (lead: Lead) => boolean;
  features: (lead: Lead) => Features;
  /** The same as one value a fact, for methods that know categories only. */
  values: (lead: Lead) => [fact: string, value: string][];
  /** Terms as they are now, whatever is met later. */
  frozen: () => Pick<Featurizer, 'features' | 'values'>;
}

export function createFeaturizer(): Featurizer {
  const met: Lead[] = [];
  let layout = layOutTerms(met);
  let next = FIRST_LAYOUT;
  return {
    meet(lead) {
      met.push(lead);
      if (met.length < next) return false;
      next = Math.ceil(next * GROWTH);
      layout = layOutTerms(met);
      return true;
    },
    features: (lead) => by(layout).features(lead),
    values: (lead) => by(layout).values(lead),
    frozen: () => by(layout),
  };
}

function by(layout: Layout) {
  return {
    features: (lead: Lead) => termsOf(lead, layout),
    values: (lead: Lead) => valuesOf(lead, layout),
  };
}

/** Terms of one fact, the steps of one number and the sums of one kind of events share a group. */
export function groupOf(term: string): string {
  return term.slice(0, term.indexOf('\t'));
}

/**
 * A number gives a term for each step that it passes, so that neighbouring shares of leads have similar weights; any
 * other fact one for its value; events the logarithm of their faded sum for each half-life.
 */
function termsOf(lead: Lead, layout: Layout): Features {
  const terms: Record<string, number> = {};
  const facts = new Map(factsOf(lead));
  for (const [name, steps] of layout.steps) {
    const value = Number(facts.get(name) ?? NaN);
    if (Number.isNaN(value)) terms[`${name}\tmissing`] = 1;
    if (value === 0) terms[`${name}\tzero`] = 1;
    for (const [index, step] of steps.entries()) if (value >= step) terms[`${name} steps\t${index}`] = 1;
  }
  for (const [name, common] of layout.values) terms[`${name}\t${valueOf(facts.get(name), common)}`] = 1;
  for (const [kind, sums] of fadedSums(lead, layout)) {
    terms[`events ${kind}\tany`] = 1;
    for (const [index, sum] of sums.entries()) terms[`events ${kind}\t${index}`] = Math.log1p(sum);
  }
  return terms;
}

function valuesOf(lead: Lead, layout: Layout): [fact: string, value: string][] {
  const facts = new Map(factsOf(lead));
  const values: [string, string][] = [];
  for (const [name, steps] of layout.steps) {
    const value = Number(facts.get(name) ?? NaN);
    if (Number.isNaN(value)) values.push([name, 'missing']);
    else values.push([name, value === 0 ? 'zero' : `${steps.filter((step) => value >= step).length}`]);
  }
  for (const [name, common] of layout.values) values.push([name, valueOf(facts.get(name), common)]);
  const sums = fadedSums(lead, layout);
  for (const kind of layout.kinds) {
    const slow = sums.get(kind)?.at(-1) ?? 0;
    values.push([`events ${kind}`, slow === 0 ? 'none' : `${Math.round(2 * Math.log2(slow))}`]);
  }
  return values;
}

/** A common value by itself; the rare ones share a term. */
function valueOf(value: Fact | undefined, common: ReadonlySet<string>): string {
  if (value === undefined) return 'missing';
  return common.has(String(value)) ? `= ${value}` : 'rare';
}

/** Per kind of events, the sum that each half-life leaves. */
function fadedSums({ events }: Lead, { kinds }: Layout): Map<string, number[]> {
  const sums = new Map<string, number[]>();
  for (const { kind, ageDays } of events) {
    if (!kinds.has(kind)) continue;
    const before = sums.get(kind);
    sums.set(
      kind,
      HALF_LIVES_DAYS.map((days, index) => (before?.[index] ?? 0) + 2 ** (-ageDays / days)),
    );
  }
  return sums;
}
