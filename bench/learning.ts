import { fitExactly } from '../src/scoring/model/exact.ts';
import { learn, type Verdict } from '../src/scoring/model/online.ts';
import { priorFromPoints } from '../src/scoring/model/prior.ts';
import { inTurn, type Row } from './measure.ts';

const TERMS = 100;
const LOG = 500;
const TIMES = 200;

/** One verdict more is one online step, which is to take less than a millisecond; an undo fits the whole log anew. */
export async function benchLearning(): Promise<Row[]> {
  const prior = priorFromPoints({ points: {}, acceptance: 0.3 });
  const log = Array.from({ length: LOG }, (_, index) => verdictOf(index));
  const model = fitExactly(prior, log);
  const [steps, fit] = await inTurn(
    5,
    () => {
      for (let time = 0; time < TIMES; time++) learn(model, verdictOf(LOG + time));
    },
    () => fitExactly(prior, log),
  );
  const step = steps / TIMES;
  return [
    {
      what: `one verdict at ${TERMS} terms, against fitting a log of ${LOG} anew (wanted: under 1 ms)`,
      measured: `${step.toFixed(3)} ms`,
      against: `${fit.toFixed(1)} ms`,
      ratio: step / fit,
      wanted: 'at most 0.05',
    },
  ];
}

/** A lead with a tenth of the terms, the same for the same number. */
function verdictOf(number: number): Verdict {
  const terms = Array.from(
    { length: TERMS / 10 },
    (_, index) => `term:${(number * 37 + index * 13) % TERMS}`,
  );
  const features = Object.fromEntries(terms.map((term) => [term, 1]));
  return { features, accepted: (number * 7) % 10 < 3, at: number };
}
