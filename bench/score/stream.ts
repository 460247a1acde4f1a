import type { Contender } from './contender.ts';
import type { Lead } from './leads.ts';

export interface Outcome {
  score: number;
  probability: number;
  label: number;
  /** How many labels had been learned when the lead was scored. */
  learned: number;
}

/**
 * Scores each lead before its label is learned, in the order of time; a label is learned as soon as it is known.
 * Every score is given from what came before it alone.
 */
export function testThenTrain(contender: Contender, leads: readonly Lead[]): Outcome[] {
  const outcomes: Outcome[] = [];
  const waiting = leads.toSorted((a, b) => a.labelAt - b.labelAt);
  let learned = 0;
  for (const lead of leads) {
    for (let due = waiting[learned]; due && due.labelAt < lead.scoredAt; due = waiting[learned]) {
      contender.learn(due);
      learned += 1;
    }
    contender.meet(lead);
    outcomes.push({ ...contender.score(lead), label: lead.label, learned });
  }
  return outcomes;
}
