import type { Contender } from './contender.ts';
import type { Lead } from './leads.ts';

export interface Outcome {
  score: number;
  probability: number;
  label: number;
}

export interface Run {
  outcomes: Outcome[];
  microsecondsAVerdict: number;
}

/**
 * Scores each lead before its label is learned, in the order of time; a label is learned as soon as it is known.
 * Every score is given from what came before it alone. Outcomes count once `countFrom` labels are learned, and it stops after
 * `most` of them. The time a verdict is the processor's for all that learning costs, refits shared out.
 */
export function testThenTrain(
  contender: Contender,
  leads: readonly Lead[],
  { countFrom, most = Infinity }: { countFrom: number; most?: number },
): Run {
  const outcomes: Outcome[] = [];
  const waiting = leads.toSorted((a, b) => a.labelAt - b.labelAt);
  let [learned, spent] = [0, 0];
  for (const lead of leads) {
    const started = processorTime();
    for (let due = waiting[learned]; due && due.labelAt < lead.scoredAt; due = waiting[learned]) {
      contender.learn(due);
      learned += 1;
    }
    contender.meet(lead);
    spent += processorTime() - started;
    const outcome = { ...contender.score(lead), label: lead.label };
    if (learned >= countFrom) outcomes.push(outcome);
    if (outcomes.length >= most) break;
  }
  return { outcomes, microsecondsAVerdict: spent / Math.max(learned, 1) };
}

/** What this thread took of the processor, in microseconds: what else runs on the machine is not in it. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}
