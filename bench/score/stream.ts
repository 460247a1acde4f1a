import type { Contender } from './contender.ts';
import type { Lead } from './leads.ts';

export interface Outcome {
  score: number;
  probability: number;
  label: number;
  /** How many labels had been learned when the lead was scored. */
  learned: number;
}

export interface Run {
  outcomes: Outcome[];
  microsecondsAVerdict: number;
}

/**
 * Scores each lead before its label is learned, in the order of time; a label is learned as soon as it is known.
 * Every score is given from what came before it alone. The time a verdict is all that learning costs, refits shared out.
 */
export function testThenTrain(contender: Contender, leads: readonly Lead[]): Run {
  const outcomes: Outcome[] = [];
  const waiting = leads.toSorted((a, b) => a.labelAt - b.labelAt);
  let [learned, spent] = [0, 0];
  for (const lead of leads) {
    const started = performance.now();
    for (let due = waiting[learned]; due && due.labelAt < lead.scoredAt; due = waiting[learned]) {
      contender.learn(due);
      learned += 1;
    }
    contender.meet(lead);
    spent += performance.now() - started;
    outcomes.push({ ...contender.score(lead), label: lead.label, learned });
  }
  return { outcomes, microsecondsAVerdict: (spent * 1_000) / Math.max(learned, 1) };
}
