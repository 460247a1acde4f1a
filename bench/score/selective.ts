import { priorFromPoints, type Features, type Prior } from '../../src/scoring/model/prior.ts';
import { createBaton } from './baton.ts';
import type { Contender } from './contender.ts';
import { createFeaturizer } from './featurizer.ts';
import { oneByOne, type Lead } from './leads.ts';
import { mean } from '../../src/scoring/measures.ts';
import { pointsOf, pointsTable, type Judged } from './points-table.ts';
import { randomFrom, shuffled } from './random.ts';

const BATCH = 40;
const PLACES = 8;
const BATCHES = 60;
/** One of so many places goes to a lead drawn from those not chosen. */
const SECOND_LOOK_IN = 20;
/** The share of the table's signs that are wrong. */
const WRONG = 0.2;
/** Leads whose labels give the table its signs; none of them is in the batches. */
const MOST_KNOWN = 2_000;

export interface HitRates {
  baton: number;
  allLabelsKnown: number;
  fixedPoints: number;
  everyLead: number;
}

/**
 * Sales judges only what it is handed: of each 40 leads, 8 go over, and these alone are learned from. Gives the share
 * accepted of those handed over by Baton, by Baton if it learned every lead's label, and by the points table
 * alone, beside the share of all leads. The prior is as wide as a playbook's. The table is a fair one: the sign of each term on other leads, one in five turned round.
 */
export function selective(leads: readonly Lead[], seed: number): HitRates {
  const random = randomFrom(seed);
  const mixed = shuffled(leads, random);
  const batches = Math.min(BATCHES, Math.floor(mixed.length / 2 / BATCH));
  const market = oneByOne(mixed.splice(0, batches * BATCH));
  const known = mixed.slice(0, MOST_KNOWN);
  const fairPrior = (features: (lead: Lead) => Features) => priorOf(judgedAs(known, features), seed);
  return {
    baton: hitRate(createBaton(fairPrior), market, { random, secondLooks: true }),
    allLabelsKnown: hitRate(createBaton(fairPrior), market, { random, learnAll: true }),
    fixedPoints: hitRate(fixedTable(known, market, seed), market, { random }),
    everyLead: mean(market.map(({ label }) => label)),
  };
}

function hitRate(
  contender: Contender,
  market: readonly Lead[],
  { random, secondLooks, learnAll }: { random: () => number; secondLooks?: boolean; learnAll?: boolean },
): number {
  const hits: number[] = [];
  for (let start = 0; start < market.length; start += BATCH) {
    const batch = market.slice(start, start + BATCH);
    for (const lead of batch) contender.meet(lead);
    const scored = batch.map((lead) => ({ lead, score: contender.score(lead).score }));
    const ranked = scored.toSorted((a, b) => b.score - a.score).map(({ lead }) => lead);
    const chosen = ranked.slice(0, PLACES);
    const isSecondLook = secondLooks && hits.length % SECOND_LOOK_IN >= SECOND_LOOK_IN - PLACES;
    const other = ranked[PLACES + Math.floor(random() * (BATCH - PLACES))];
    if (isSecondLook && other) chosen.splice(-1, 1, other);
    hits.push(...chosen.map(({ label }) => label));
    for (const lead of learnAll ? batch : chosen) contender.learn(lead);
  }
  return mean(hits);
}

function fairTable(rows: readonly Judged[], seed: number): Record<string, number> {
  const table = pointsTable(rows);
  for (const term of Object.keys(table)) {
    // The steps of one number are right or wrong together; the same term whenever the table is written anew.
    const name = term.includes(' steps\t') ? term.slice(0, term.indexOf('\t')) : term;
    if (randomFrom(seed + hash(name))() < WRONG) table[term] = -(table[term] ?? 0);
  }
  return table;
}

function judgedAs(leads: readonly Lead[], features: (lead: Lead) => Features): Judged[] {
  return leads.map((lead) => ({ features: features(lead), label: lead.label }));
}

function priorOf(rows: readonly Judged[], seed: number): Prior {
  const usual: Record<string, number> = {};
  for (const { features } of rows) {
    for (const [term, amount] of Object.entries(features)) {
      usual[term] = (usual[term] ?? 0) + amount / rows.length;
    }
  }
  return priorFromPoints({ points: fairTable(rows, seed), acceptance: 0.3, baseVariance: 0.25, usual });
}

function fixedTable(known: readonly Lead[], market: readonly Lead[], seed: number): Contender {
  const featurizer = createFeaturizer();
  for (const lead of market) featurizer.meet(lead);
  const table = fairTable(judgedAs(known, featurizer.features), seed);
  return {
    name: 'fixed points',
    meet: () => {},
    score: (lead) => ({ score: pointsOf(featurizer.features(lead), table), probability: NaN }),
    learn: () => {},
  };
}

function hash(text: string): number {
  let sum = 7;
  for (let index = 0; index < text.length; index++) sum = (Math.imul(sum, 31) + text.charCodeAt(index)) | 0;
  return sum >>> 0;
}
