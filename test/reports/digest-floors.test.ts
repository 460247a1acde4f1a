import { expect, test } from 'vitest';
import { acceptedLine } from '../../src/blocks/digest-lines.ts';
import { FEWEST } from '../../src/blocks/digest.ts';
import { movedTerms } from '../../src/reports/digest/moved-terms.ts';
import { namedShares } from '../../src/reports/digest/shares.ts';
import { UNCALIBRATED } from '../../src/scoring/model/calibration.ts';
import { digest } from '../blocks/digest-fixture.ts';
import { examplePlaybook } from '../scoring/example.ts';

test.each([
  [{ accepted: 3, of: 3 }, { accepted: 0, of: 20 }, 'Too few verdicts to compare with'],
  [{ accepted: 7, of: 7 }, { accepted: 0, of: 20 }, 'Too few verdicts to compare with'],
  [{ accepted: 0, of: 20 }, { accepted: 7, of: 7 }, 'Too few verdicts to compare with'],
  [{ accepted: 8, of: 8 }, { accepted: 0, of: 20 }, 'More than in'],
  [{ accepted: 0, of: 20 }, { accepted: 8, of: 8 }, 'Fewer than in'],
  [{ accepted: 4, of: 8 }, { accepted: 10, of: 20 }, 'Within chance of'],
])('of a week of %o after four of %o it is said: %s', (accepted, before, said) => {
  expect(acceptedLine({ ...digest, accepted, before })).toContain(
    `${said} the four weeks before: ${before.accepted} of`,
  );
});

test('a share is told from enough verdicts on, and stands against enough others only', () => {
  const all = { accepted: 12, of: 40 };
  const of = (accepted: number, count: number) =>
    namedShares(new Map([['linkedin', { accepted, of: count }]]), all);
  expect(of(7, FEWEST - 1)).toEqual({ told: [], few: 1 });
  expect(of(8, FEWEST)).toMatchObject({ told: [{ name: 'linkedin', stands: 1 }], few: 0 });
  // The others are 7, all accepted.
  expect(of(5, 33).told).toMatchObject([{ stands: null }]);
});

test('a term is told when enough of the verdicts by which two logs differ speak of it', () => {
  const playbook = examplePlaybook();
  const rejections = Array.from({ length: FEWEST }, (_, index) => ({
    id: `verdict-${index}`,
    kind: 'rejected',
    teaches: 'fit.role',
    features: { 'role:decision maker': 1 },
    at: index,
  }));
  const few = rejections.slice(1);
  const moved = (before: typeof rejections, after: typeof rejections) =>
    movedTerms(playbook, { before, after }, UNCALIBRATED).map(({ name, verdicts }) => [name, verdicts]);
  expect(moved([], few)).toEqual([]);
  expect(moved([], rejections)).toEqual([['decision maker', FEWEST]]);
  expect(moved(rejections, [])).toEqual([['decision maker', FEWEST]]);
  expect(moved(few, rejections)).toEqual([]);
});
