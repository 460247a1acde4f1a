import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OUTCOME_ACTIONS } from '../../src/blocks/ids.ts';
import type { Message } from '../../src/blocks/parts.ts';
import {
  buildEscalation,
  buildExpiryReport,
  buildLapseNote,
  buildNudge,
  buildOutcomeRequest,
  buildSettled,
  buildAnswered,
} from '../../src/blocks/promise-notes.ts';
import type { Outcome } from '../../src/playbook/after-handover.ts';
import { checkMessage } from '../../src/sandbox/check/index.ts';
import { readBlocks, readMrkdwn } from '../../src/sandbox/mrkdwn.ts';
import { cards, hostile } from './arbitraries.ts';
import { cardIn, HANDOVER_ID, NOW, playbook } from './fixtures.ts';

const REQUEST = { after: '3 working days', lapsesAt: NOW + 8.64e7, channel: 'sales' };

function seen({ blocks }: Message): string {
  return JSON.stringify(blocks);
}

function buttonsOf({ blocks }: Message) {
  return blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((one) => (one.type === 'button' ? [[one.text.text, one.value]] : []))
      : [],
  );
}

test('a nudge says for how long, who and why now; an escalation calls the manager', () => {
  const card = cardIn('open');
  expect(seen(buildNudge(card, '15 minutes'))).toMatch(
    /Jane Doe[^]*Nobody has taken this lead for 15 minutes[^]*Why now/,
  );
  expect(seen(buildEscalation(card, '1 hour', '<@U3LEAD>'))).toMatch(/<@U3LEAD>[^]*Jane Doe[^]*for 1 hour/);
});

test('the request offers up to five outcomes that need no more than a click, and the others in a modal', () => {
  const id = HANDOVER_ID;
  expect(buttonsOf(buildOutcomeRequest(cardIn('claimed'), REQUEST, playbook))).toEqual([
    ['Meeting booked', `meeting:${id}`],
    ['More...', id],
  ]);
  const outcomes: Outcome[] = Array.from({ length: 9 }, (_, index) => ({
    id: `o${index}`,
    label: `Outcome ${index}`,
    teaches: 'nothing',
    reasons: [],
    stays_claimed: false,
  }));
  const many = buttonsOf(buildOutcomeRequest(cardIn('claimed'), REQUEST, { outcomes }));
  expect(many).toHaveLength(OUTCOME_ACTIONS.length + 1);
});

test('what was asked and is settled says how: claimed, closed, or open again', () => {
  const outcome = { by: 'U1REP', label: 'In conversation', reason: null, words: null, at: NOW };
  const goesOn = buildAnswered(cardIn('claimed', { outcome }));
  expect(seen(goesOn)).toMatch(/Jane Doe[^]*Outcome:\* In conversation/);
  expect(buttonsOf(goesOn)).toEqual([['Log what came next', HANDOVER_ID]]);
  expect(buttonsOf(buildAnswered(cardIn('closed')))).toEqual([['Correct outcome', HANDOVER_ID]]);
  expect(seen(buildSettled(cardIn('claimed')))).toMatch(/Jane Doe[^]*Claimed\* by <@U1REP>/);
  expect(seen(buildSettled(cardIn('open')))).toMatch(/Jane Doe[^]*Open again/);
});

test('whatever a lead is called, Slack takes every note, and only the manager is called', () => {
  fc.assert(
    fc.property(cards, fc.constantFrom('15 minutes', '2 working days'), hostile, (card, after, channel) => {
      const notes = [
        buildNudge(card, after),
        buildEscalation(card, after, '@sales-lead'),
        buildExpiryReport(card, after, channel),
        buildOutcomeRequest(card, { ...REQUEST, after, channel }, playbook),
        buildLapseNote(card, after, channel),
        buildSettled(card),
        buildAnswered(card),
      ];
      for (const { text, blocks } of notes) {
        expect(checkMessage({ text, blocks })).toEqual([]);
        expect(readBlocks(blocks).links).toEqual([]);
        expect(readBlocks(blocks).mentions.filter((id) => !['U1REP', 'W2REP'].includes(id))).toEqual([]);
        expect(readMrkdwn(text).mentions).toEqual([]);
        expect(text.length).toBeLessThan(4000);
      }
    }),
  );
});
