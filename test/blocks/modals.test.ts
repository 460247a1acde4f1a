import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildBriefModal } from '../../src/blocks/brief-modal.ts';
import { buildOutcomeModal } from '../../src/blocks/outcome-modal.ts';
import { buildRejectionReport } from '../../src/blocks/rejection-report.ts';
import { buildRejectModal } from '../../src/blocks/reject-modal.ts';
import { buildSnoozeModal } from '../../src/blocks/snooze-modal.ts';
import { roundTogether } from '../../src/blocks/time-text.ts';
import { cardIn, HANDOVER_ID, NOW, playbook } from './fixtures.ts';

const origin = { handoverId: HANDOVER_ID, channel: 'C1', ts: '1.2' };
const asked = { card: cardIn('open'), playbook, origin, now: new Date(NOW) };

test('a reason to reject names the scored reason that it contradicts', () => {
  const view = JSON.stringify(buildRejectModal(asked).blocks);
  expect(view).toContain('Score said +30 for decision maker');
  expect(view.match(/Score said/g)).toHaveLength(1);
});

test('the snooze modal offers the presets of the playbook by their place', () => {
  const view = JSON.stringify(buildSnoozeModal(asked).blocks);
  for (const text of ['"1h"', '"Tomorrow 09:00"', '"Next Monday 09:00"', '"value":"3"', 'datetimepicker'])
    expect(view).toContain(text);
});

test('the outcome modal lists the reasons of those outcomes that ask for one', () => {
  const view = JSON.stringify(buildOutcomeModal(asked).blocks);
  for (const text of ['Meeting booked', 'Needed for: Disqualified', 'Wrong person', 'no budget'])
    expect(view).toContain(text);
});

test('the full brief refers to the timeline by number and adds its points up', () => {
  const view = JSON.stringify(buildBriefModal(asked).blocks);
  for (const text of [' [2, 3]', ' [profile role]', '+41 in all', 'https://ledgerly.example/pricing'])
    expect(view).toContain(text);
});

test('rounded points add up to the rounded total', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -100, max: 100, noNaN: true })), (values) => {
      const sum = roundTogether(values).reduce((total, one) => total + one, 0);
      expect(sum).toBe(Math.round(values.reduce((total, one) => total + one, 0)) + 0);
    }),
  );
});

test('the buttons of a rejection are gone once somebody dealt with it', () => {
  const report = {
    handoverId: HANDOVER_ID,
    leadName: 'Jane Doe',
    company: 'Acme GmbH',
    reason: 'Wrong person',
    words: 'a controller',
    by: 'U1REP',
    source: 'LinkedIn',
    content: ['downloaded a guide'],
    contradicted: 'score said +30: VP Finance is a decision maker',
    channel: 'sales',
  };
  const open = JSON.stringify(buildRejectionReport({ ...report, resolution: null }));
  for (const text of ['Back to nurture', 'Hand over again', 'Thread with the rep', 'a controller'])
    expect(open).toContain(text);
  const done = JSON.stringify(
    buildRejectionReport({ ...report, resolution: { says: 'Back to nurture', by: 'U2MKT' } }),
  );
  expect(done).toContain('<@U2MKT>');
  expect(done).not.toContain('"actions"');
});
