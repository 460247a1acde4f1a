import type { Fact, Lead } from './leads.ts';

/** What the leads met so far say about which terms there are. Never looks at labels. */
export interface Layout {
  /** Of each fact that is a number: where its steps are, ascending. Zero has a step of its own. */
  steps: Map<string, number[]>;
  /** Of each other fact: the values common enough to have a term of their own. */
  values: Map<string, Set<string>>;
  /** Kinds of events met in at least `FEWEST` leads. */
  kinds: Set<string>;
}

const FEWEST = 3;
const MOST_KINDS = 60;
/** So many terms in all for numbers, and as many for other facts: the time of a verdict grows with their square. */
const TERMS = 200;
/** A fact given as text counts as a number when it has more different values than this, all of them numeric. */
const FEW_VALUES = 20;

export function layOutTerms(leads: readonly Lead[]): Layout {
  const facts = new Map<string, Fact[]>();
  const kinds = new Map<string, number>();
  for (const lead of leads) {
    for (const [name, value] of factsOf(lead)) {
      const values = facts.get(name);
      if (values) values.push(value);
      else facts.set(name, [value]);
    }
    for (const kind of new Set(lead.events.map((event) => event.kind))) {
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
  }
  const numeric = [...facts].filter(([, values]) => areNumbers(values));
  const others = [...facts].filter(([, values]) => !areNumbers(values));
  const steps = Math.min(Math.max(Math.floor(TERMS / numeric.length), 3), 10);
  const kept = Math.min(Math.max(Math.floor(TERMS / others.length), 3), 30);
  return {
    steps: new Map(numeric.map(([name, values]) => [name, quantiles(values.map(Number), steps)])),
    values: new Map(others.map(([name, values]) => [name, commonest(counted(values.map(String)), kept)])),
    kinds: commonest(kinds, MOST_KINDS),
  };
}

/** The facts known of a lead; of an event log also which event was the last, and how many days ago. */
export function factsOf({ attrs, events }: Lead): [name: string, value: Fact][] {
  const known = Object.entries(attrs).flatMap(([name, value]): [string, Fact][] =>
    value === null || value === '' ? [] : [[name, value]],
  );
  if (events.length === 0) return known;
  const last = events.reduce((a, b) => (b.ageDays <= a.ageDays ? b : a));
  return [...known, ['last event', last.kind], ['days since last event', last.ageDays]];
}

function areNumbers(values: readonly Fact[]): boolean {
  if (values.every((value) => typeof value === 'number')) return true;
  const different = new Set(values.map(String));
  return different.size > FEW_VALUES && [...different].every((text) => Number.isFinite(Number(text)));
}

/** Where the values other than zero part into so many equal shares of at least five. */
function quantiles(values: readonly number[], shares: number): number[] {
  const sorted = values.filter((value) => value !== 0).toSorted((a, b) => a - b);
  const parts = Math.min(shares, Math.floor(sorted.length / 5));
  const cuts = new Set<number>();
  for (let part = 1; part < parts; part++) {
    const cut = sorted[Math.floor((part * sorted.length) / parts)] ?? 0;
    if (cut !== sorted[0]) cuts.add(cut);
  }
  return [...cuts];
}

function counted(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function commonest(counts: ReadonlyMap<string, number>, most: number): Set<string> {
  const common = [...counts].filter(([, count]) => count >= FEWEST).toSorted(([, a], [, b]) => b - a);
  return new Set(common.slice(0, most).map(([value]) => value));
}
