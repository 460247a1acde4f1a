import { expect, test } from 'vitest';
import { bestFit, readFit } from '../../src/scoring/fit.ts';
import { CFO, examplePlaybook, NOBODY } from './example.ts';

const playbook = examplePlaybook();
const terms = (profile: typeof CFO, book = playbook) =>
  Object.fromEntries(readFit(profile, book).facts.map(({ term, points }) => [term, points]));

test('of whom nothing is known nothing is said', () => {
  expect(readFit(NOBODY, playbook)).toEqual({ facts: [], level: null });
});

test('each fact is worth what the playbook says', () => {
  expect(terms(CFO)).toEqual({
    'role:decision maker': 30,
    'industry:manufacturing': 15,
    'employees:200-5000': 20,
    'country:DE': 5,
    'email:work': 10,
  });
});

test('roles match by whole words, in any case, and the first that matches counts', () => {
  const level = (role: string) => readFit({ ...NOBODY, role }, playbook).level;
  expect(level('Vice-CFO, EMEA')).toBe('decision maker');
  expect(level('head  of-FINANCE')).toBe('decision maker');
  expect(level('CFOs of tomorrow')).toBeNull();
  expect(level('Student, former CFO')).toBe('decision maker');
  expect(level('Internal audit')).toBeNull();
});

test('a size is in a range from its least to its most', () => {
  const size = (employees: number) =>
    Object.keys(terms({ ...NOBODY, company: { ...NOBODY.company, employees } }));
  expect(size(200)).toEqual(['employees:200-5000']);
  expect(size(5000)).toEqual(['employees:200-5000']);
  expect(size(199)).toEqual(['employees:50-199']);
  expect(size(5001)).toEqual([]);
});

test("a lead's own country goes before the company's", () => {
  const company = { ...NOBODY.company, country: 'US' };
  expect(terms({ ...NOBODY, country: 'AT', company })).toEqual({ 'country:AT': 5 });
  expect(terms({ ...NOBODY, company })).toEqual({ 'country:US': 3 });
});

test('an email address is worth what its kind is', () => {
  const kind = (emailKind: 'work' | 'free' | 'disposable') => terms({ ...NOBODY, emailKind });
  expect([kind('work'), kind('free'), kind('disposable')]).toEqual([
    { 'email:work': 10 },
    { 'email:free': -15 },
    { 'email:disposable': -60 },
  ]);
});

test('a fact of no points is kept, for verdicts to move', () => {
  const book = { ...playbook, fit: { ...playbook.fit, industries: { mining: 0 } } };
  expect(terms({ ...NOBODY, company: { ...NOBODY.company, industry: 'Mining' } }, book)).toEqual({
    'industry:mining': 0,
  });
});

test('the best fit is the best of each kind together', () => {
  expect(bestFit(playbook)).toBe(30 + 15 + 20 + 5 + 10);
});
