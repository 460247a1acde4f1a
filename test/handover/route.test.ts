import { expect, test } from 'vitest';
import { findRoute } from '../../src/handover/route.ts';
import type { RouteCondition } from '../../src/playbook/routes.ts';
import { assess } from '../../src/scoring/assess.ts';
import { CFO, did, examplePlaybook, inputFor, NOBODY } from '../scoring/example.ts';

const playbook = examplePlaybook();
const ASSESSED = assess(inputFor(CFO, [did('resource_downloaded', 1)]));

function holds(when: RouteCondition, profile = CFO): boolean {
  const routes = [{ when, channel: 'special' }, { channel: 'rest' }];
  return findRoute({ ...playbook, routes }, profile, ASSESSED)?.channel === 'special';
}

test('the first route that holds is taken, and none when none holds', () => {
  const routes = [{ when: { country: ['FR'] }, channel: 'a' }, { channel: 'b' }, { channel: 'c' }];
  expect(findRoute({ ...playbook, routes }, CFO, ASSESSED)?.channel).toBe('b');
  expect(findRoute({ ...playbook, routes: routes.slice(0, 1) }, CFO, ASSESSED)).toBeNull();
});

test.each<[string, RouteCondition, boolean]>([
  ['country', { country: ['AT', 'DE'] }, true],
  ['another country', { country: ['AT'] }, false],
  ['industry', { industry: ['manufacturing'] }, true],
  ['another industry', { industry: ['mining'] }, false],
  ['level', { level: ['decision maker'] }, true],
  ['another level', { level: ['user'] }, false],
  ['topic', { topic: ['audit', 'slow-close'] }, true],
  ['another topic', { topic: ['audit'] }, false],
  ['at least as many', { employees: { min: 800 } }, true],
  ['more', { employees: { min: 801 } }, false],
  ['at most as many', { employees: { max: 800 } }, true],
  ['fewer', { employees: { max: 799 } }, false],
  ['all that is named', { country: ['DE'], level: ['user'] }, false],
])('by %s', (_what, when, expected) => {
  expect(holds(when)).toBe(expected);
});

test("a lead's own country goes before the company's; what is not known holds for nothing", () => {
  expect(holds({ country: ['DE'] }, { ...CFO, country: 'US' })).toBe(false);
  expect(holds({ country: ['DE'] }, { ...CFO, country: null })).toBe(true);
  expect(holds({ country: ['DE'] }, NOBODY)).toBe(false);
  expect(holds({ employees: { min: 0 } }, NOBODY)).toBe(false);
});
