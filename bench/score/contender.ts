import type { Lead } from './leads.ts';

/** A way of scoring leads that learns from verdicts. What it does not learn, it may see: `meet` comes first. */
export interface Contender {
  name: string;
  /** A lead comes in, without its label. */
  meet(lead: Lead): void;
  /** `score` ranks leads; `probability` is what it says the chance of acceptance is. */
  score(lead: Lead): { score: number; probability: number };
  learn(lead: Lead): void;
}
