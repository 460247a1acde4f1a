import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assess } from '../../src/scoring/assess.ts';
import { learnFrom, learnOneMore, lessonsOf, type StoredVerdict } from '../../src/scoring/lesson.ts';
import { baseOf, weightOf } from '../../src/scoring/model/model.ts';
import { logOddsToPoints, pointsToLogOdds } from '../../src/scoring/model/prior.ts';
import { priorOfPlaybook } from '../../src/scoring/playbook-prior.ts';
import { isTimingTerm } from '../../src/scoring/terms.ts';
import { CFO, did, examplePlaybook, inputFor, NOBODY, NOW } from './example.ts';

const playbook = examplePlaybook();
const READY = inputFor(CFO, [did('resource_downloaded', 1), did('pricing_viewed', 1, null)]);
const READY_FEATURES = assess(READY).features;
const STUDENT = inputFor({ ...NOBODY, role: 'Student' }, [did('content_viewed', 1)]);

function verdict(kind: string, teaches: string, input = READY): StoredVerdict {
  return { kind, teaches, features: assess(input).features, at: NOW };
}
const readiness = (verdicts: StoredVerdict[], input = READY) =>
  assess({ ...input, model: learnFrom(playbook, verdicts) }).readiness;

test('before any verdict every reason is worth what the playbook says', () => {
  const { reasons, verdicts } = assess(READY);
  const points = Object.fromEntries(reasons.map((reason) => [reason.term, reason.points]));
  expect(points['role:decision maker']).toBeCloseTo(30, 9);
  expect(points['industry:manufacturing']).toBeCloseTo(15, 9);
  expect(points['source:linkedin']).toBeUndefined(); // the playbook has no opinion
  expect(verdicts).toBe(0);
});

test('one fresh action is worth its points, and each further one less', () => {
  const guides = (count: number) =>
    assess(
      inputFor(
        CFO,
        Array.from({ length: count }, (_, index) => did('resource_downloaded', 0, `guide ${index}`)),
      ),
    ).reasons.find(({ term }) => term === 'signal:resource_downloaded')?.points ?? 0;
  expect(guides(1)).toBeCloseTo(15, 9);
  expect(guides(3)).toBeCloseTo(30, 9);
  expect(guides(7)).toBeCloseTo(45, 9);
});

test.each([
  ['outcome', 'positive', 1],
  ['claimed', 'nothing', 1],
  ['rejected', 'fit.role', -1],
  ['rejected', 'context', -1],
  ['outcome', 'interest', -1],
  ['rejected', 'negative', -1],
  ['outcome', 'negative', -1],
  ['snoozed', 'timing', -1],
  ['rejected', 'timing', -1],
  ['rejected', 'nothing', 0],
])('%s that teaches %s moves readiness by %i', (kind, teaches, direction) => {
  const moved = readiness([verdict(kind, teaches)]) - readiness([]);
  expect(Math.sign(Math.abs(moved) < 1e-9 ? 0 : moved)).toBe(direction);
});

test('a claim alone says less than what comes of it', () => {
  const [claim, booked] = [verdict('claimed', 'nothing'), verdict('outcome', 'positive')].map(
    (one) => readiness([one]) - readiness([]),
  );
  expect(claim).toBeLessThan((booked ?? 0) / 2);
});

test('a rejection moves its like, and hardly who has nothing in common', () => {
  const rejections = Array.from({ length: 5 }, () => verdict('rejected', 'fit.role', STUDENT));
  const student = readiness([], STUDENT) - readiness(rejections, STUDENT);
  const model = learnFrom(playbook, rejections);
  expect(student).toBeGreaterThan(0);
  expect(weightOf(model, 'role:not a buyer').weight).toBeLessThan(weightOf(model, 'role:not a buyer').prior);
  // Of a term that was never seen only the scale of the whole table moves.
  const unseen = weightOf(model, 'industry:logistics');
  expect(logOddsToPoints(Math.abs(unseen.weight - unseen.prior))).toBeLessThan(5);
});

test('the more the points are trusted, the less the same verdicts move them; by default as if nothing were said', () => {
  const moved = (trust: number, count: number) => {
    const trusting = { ...playbook, trust };
    const model = learnFrom(
      trusting,
      Array.from({ length: count }, () => verdict('rejected', 'fit.role')),
    );
    const { weight, prior } = weightOf(model, 'role:decision maker');
    expect(logOddsToPoints(prior)).toBeCloseTo(30, 9);
    return logOddsToPoints(prior - weight);
  };
  for (const count of [1, 3, 10]) {
    const [loose, usual, firm] = [0.5, 1, 2].map((trust) => moved(trust, count)) as [number, number, number];
    expect(firm / usual).toBeGreaterThan(0.5);
    expect(firm / usual).toBeLessThan(0.8);
    expect(loose / usual).toBeGreaterThan(1.2);
    expect(loose / usual).toBeLessThan(2);
  }
  expect(playbook.trust).toBe(1);
  const [role, scale] = [pointsToLogOdds(30), priorOfPlaybook(playbook).scale];
  expect(scale.variance).toBe(0.1);
  expect(priorOfPlaybook(playbook).terms['role:decision maker']).toEqual({ mean: role, variance: 0.1 });
  expect(priorOfPlaybook(playbook).otherVariance).toBe(0.1);
});

test('a source that only ever brought rejections speaks against the next lead from it', () => {
  const verdicts = Array.from({ length: 30 }, (_, index) => {
    const source = { channel: index % 2 ? 'Linkedin' : 'Syndication', campaign: null };
    const input = inputFor({ ...CFO, source }, [did('resource_downloaded', 1)]);
    return verdict(index % 2 ? 'outcome' : 'rejected', index % 2 ? 'positive' : 'interest', input);
  });
  const { reasons } = assess({
    ...inputFor({ ...CFO, source: { channel: 'syndication', campaign: null } }, [
      did('resource_downloaded', 1),
    ]),
    model: learnFrom(playbook, verdicts),
  });
  const reason = reasons.find(({ term }) => term === 'source:syndication');
  expect(reason?.points).toBeLessThan(-10);
  expect(reason).toMatchObject({
    group: 'source',
    says: 'came from syndication',
    evidence: ['profile.source'],
  });
});

const anyVerdict = fc.record({
  kind: fc.constantFrom('claimed', 'rejected', 'outcome', 'snoozed'),
  teaches: fc.constantFrom('positive', 'nothing', 'timing', 'interest', 'fit.role'),
  features: fc.dictionary(
    fc.constantFrom(
      'role:decision maker',
      'source:ads',
      'signal:pricing_viewed',
      'now:surge',
      'timing:surge',
      'constructor',
    ),
    fc.double({ min: 0, max: 5, noNaN: true }),
  ),
  at: fc.integer({ min: NOW - 1e9, max: NOW }),
});

test('reasons add up exactly to the points after any verdicts, and the order of verdicts does not matter', () => {
  fc.assert(
    fc.property(fc.array(anyVerdict, { maxLength: 25 }), (verdicts) => {
      const {
        reasons,
        points,
        readiness: score,
      } = assess({ ...READY, model: learnFrom(playbook, verdicts) });
      expect(reasons.reduce((sum, reason) => sum + reason.points, 0)).toBe(points);
      expect(readiness(verdicts.toReversed())).toBeCloseTo(score, 5);
    }),
    { numRuns: 50 },
  );
});

test('what says nothing is not learned from', () => {
  const silent = [verdict('rejected', 'nothing'), verdict('outcome', 'nothing')];
  expect(silent.flatMap(lessonsOf)).toEqual([]);
  expect(learnFrom(playbook, silent).verdicts).toBe(0);
});

test('the wrong time speaks of the news alone: base, fit, interest and context stay as they are', () => {
  fc.assert(
    fc.property(fc.array(anyVerdict, { maxLength: 15 }), fc.nat({ max: 6 }), (verdicts, snoozes) => {
      const early = Array.from({ length: snoozes }, (_, index) =>
        verdict(index % 2 ? 'snoozed' : 'rejected', 'timing'),
      );
      const [without, after] = [learnFrom(playbook, verdicts), learnFrom(playbook, [...verdicts, ...early])];
      const online = early.reduce(learnOneMore, without);
      for (const model of [after, online]) {
        expect(baseOf(model)).toBeCloseTo(baseOf(without), 6);
        for (const term of [...Object.keys(READY_FEATURES), ...without.positions.keys()]) {
          if (isTimingTerm(term)) continue;
          expect(weightOf(model, term).weight).toBeCloseTo(weightOf(without, term).weight, 6);
          expect(weightOf(model, term).sd).toBeCloseTo(weightOf(without, term).sd, 6);
        }
        expect(model.verdicts).toBe(without.verdicts);
      }
      if (snoozes === 0) return;
      expect(weightOf(after, 'timing:surge').weight).toBeLessThan(weightOf(without, 'timing:surge').weight);
    }),
    { numRuns: 30 },
  );
});

test('one verdict more by the online step is near the exact fit of the whole log', () => {
  fc.assert(
    fc.property(fc.array(anyVerdict, { minLength: 1, maxLength: 25 }), (verdicts) => {
      const online = learnOneMore(
        learnFrom(playbook, verdicts.slice(0, -1)),
        verdicts.at(-1) ?? verdict('', ''),
      );
      const exact = assess({ ...READY, model: learnFrom(playbook, verdicts) }).readiness;
      expect(Math.abs(assess({ ...READY, model: online }).readiness - exact)).toBeLessThan(2.2);
    }),
    { numRuns: 50 },
  );
});
