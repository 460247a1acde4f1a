import { expect, test } from 'vitest';
import { assess } from '../../src/scoring/assess.ts';
import type { Gate } from '../../src/scoring/assessment.ts';
import { readGates } from '../../src/scoring/gates.ts';
import { CFO, DAY, did, examplePlaybook, inputFor, NOW } from './example.ts';

const playbook = examplePlaybook();
const READY = [did('demo_requested', 0.5)];
const HIGH = { fit: 100, interest: 100, readiness: 100 };
const ASKED = { trigger: 'asked' as const, at: NOW, says: 'asked', evidence: [] };

function gate(
  name: Gate['gate'],
  ...[input, scores, missing, whyNow]: Partial<Parameters<typeof readGates>>
) {
  const gates = readGates(
    input ?? inputFor(CFO, READY),
    scores ?? HIGH,
    missing ?? [],
    whyNow === undefined ? ASKED : whyNow,
  );
  const found = gates.find((one) => one.gate === name);
  if (!found) throw new Error(`there is no gate ${name}`);
  return found;
}

test.each(['fit', 'interest', 'readiness'] as const)('%s passes at its floor and not below', (name) => {
  const floor = playbook.gates[name];
  expect(gate(name, undefined, { ...HIGH, [name]: floor })).toMatchObject({ passed: true });
  expect(gate(name, undefined, { ...HIGH, [name]: floor - 0.001 })).toMatchObject({ passed: false });
});

test('interest without a meaningful action does not pass, however much it is', () => {
  expect(gate('interest', inputFor(CFO, [did('email_clicked', 1)]))).toEqual({
    gate: 'interest',
    passed: false,
    says: 'no meaningful action',
  });
});

test('a missing field is named', () => {
  expect(gate('context', undefined, HIGH, ['role', 'latest_action'])).toEqual({
    gate: 'context',
    passed: false,
    says: 'missing: role, latest action',
  });
});

test('why now needs news and a meaningful action of at most why_now_days', () => {
  const days = playbook.gates.why_now_days;
  const at = (daysAgo: number) => inputFor(CFO, [did('demo_requested', daysAgo)]);
  expect(gate('why_now', at(days)).passed).toBe(true);
  expect(gate('why_now', at(days + 1 / DAY)).passed).toBe(false);
  expect(gate('why_now', at(1), HIGH, [], null).passed).toBe(false);
});

test('what holds a lead back says the same thing once', () => {
  const saysOf = (input = inputFor(CFO, READY)) =>
    assess(input).gates.flatMap(({ passed, says }) => (passed ? [] : says));
  const of = (text: string) => (one: string) => one.startsWith(text);
  const never = saysOf(inputFor(CFO, [did('email_clicked', 1)]));
  expect(never.filter(of('no meaningful action'))).toEqual(['no meaningful action']);
  const old = saysOf(inputFor(CFO, [did('demo_requested', 60)]));
  expect(old.filter(of('no meaningful action'))).toHaveLength(1);
});

test('an excluded domain, a domain below it, its emails and an excluded tag never pass', () => {
  const [domain = ''] = playbook.fit.exclude.domains;
  const [tag = ''] = playbook.fit.exclude.tags;
  const company = (name: string) => ({ ...CFO, company: { ...CFO.company, domain: name } });
  const passes = (profile: typeof CFO) => gate('excluded', inputFor(profile, READY)).passed;
  expect(passes(company(domain))).toBe(false);
  expect(passes(company(`eu.${domain}`))).toBe(false);
  expect(passes(company(`not-${domain}`))).toBe(true);
  expect(passes({ ...CFO, email: `x@${domain}` })).toBe(false);
  expect(passes({ ...CFO, tags: ['newsletter', tag.toUpperCase()] })).toBe(false);
  expect(passes({ ...CFO, tags: ['newsletter'] })).toBe(true);
});

test('a lead passes when every gate does', () => {
  expect(assess(inputFor(CFO, READY)).passed).toBe(true);
  expect(assess(inputFor({ ...CFO, role: null }, READY))).toMatchObject({ passed: false, missing: ['role'] });
});
