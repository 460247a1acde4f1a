import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { playbookJsonSchema } from '../../src/playbook/json-schema.ts';
import { loadPlaybook, parsePlaybook } from '../../src/playbook/load.ts';

const EXAMPLE = readFileSync('test/playbook/example.yaml', 'utf8');

test.each(['test/playbook/example.yaml', 'playbook.yaml'])('%s loads', (file) => {
  expect(loadPlaybook(file)).toMatchObject({ ok: true });
});

test.each([
  ['seller: Ledgerly', 'sellr: Ledgerly', 'sellr'],
  ['timezone: Europe/Berlin', 'timezone: Berlin/Europe', 'timezone'],
  ['nudge_after: 15m', 'nudge_after: 5h', 'service_levels.nudge_after'],
  ['- id: audit', '- id: intercompany', 'topics[2].id'],
  ['how {{industry}} teams', 'how {{branch}} teams', 'topics[0].angle'],
  ['[1h, tomorrow 09:00', '[1h, tomorrow 29:00', 'snooze[1]'],
  ['next monday 09:00', 'next month 09:00', 'snooze[2]'],
  ['digest: monday 09:00', 'digest: monkey 09:00', 'feedback.digest'],
  ['days: mon-fri, from: "09:00"', 'days: mon-fri-sun, from: "09:00"', 'routes[0].working_hours.days'],
  [
    'to: "18:00", timezone: Europe/Berlin',
    'to: "08:00", timezone: Europe/Berlin',
    'routes[0].working_hours.from',
  ],
  ['min: 50, max: 199', 'min: 500, max: 199', 'fit.employees[1].min'],
  ['outcome_due_after: 3d', 'outcome_due_after: 3w', 'service_levels.outcome_due_after'],
  ['fit: 35 ', 'fit: 350 ', 'gates.fit'],
  ['id: no_intent', 'id: no_problem', 'reject_reasons[3].id'],
  ['country: [DE, AT, CH] }', 'level: [boss] }', 'routes[0].when.level[0]'],
])('%s changed to %s names the line and the field', (from, to, field) => {
  const text = EXAMPLE.replace(from, to);
  expect(text).not.toBe(EXAMPLE);
  const line = text.split('\n').findLastIndex((one) => one.includes(to)) + 1;
  const loaded = parsePlaybook(text, 'p.yaml');
  expect(loaded.ok ? [] : loaded.problems).toContainEqual(
    expect.objectContaining({ file: 'p.yaml', line, field }),
  );
});

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.string(), (text) => typeof parsePlaybook(text, 'p.yaml').ok === 'boolean'));
});

test('playbook.schema.json is current; `npm test -- load -u` writes it', async () => {
  const schema = `${JSON.stringify(playbookJsonSchema(), null, 2)}\n`;
  await expect(schema).toMatchFileSnapshot('../../playbook.schema.json');
});
