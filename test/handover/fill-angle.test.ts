import { expect, test } from 'vitest';
import { fillAngle } from '../../src/handover/fill-angle.ts';
import { CFO, NOBODY } from '../scoring/example.ts';

const ALL = '{{company}}, {{ industry }}, {{role}}, {{name}}, {{seller}}';

test('placeholders are filled with what is known', () => {
  expect(fillAngle(ALL, CFO, 'Ledgerly')).toBe('Acme, manufacturing, CFO, Jane Doe, Ledgerly');
});

test('what is not known is said in general words', () => {
  expect(fillAngle(ALL, NOBODY, 'Ledgerly')).toBe('their company, similar, their role, the lead, Ledgerly');
});

test('what a lead calls themselves is not read as a placeholder, nor as a pattern', () => {
  expect(fillAngle('Ask {{name}}', { ...CFO, name: '{{seller}} $& $1' }, 'Ledgerly')).toBe(
    'Ask {{seller}} $& $1',
  );
});
