import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildBriefModal } from '../../src/blocks/brief-modal.ts';
import type { Digest, NamedShare } from '../../src/blocks/digest.ts';
import { buildDigest } from '../../src/blocks/digest-message.ts';
import { buildDigestModal } from '../../src/blocks/digest-modal.ts';
import { buildHandoverCard } from '../../src/blocks/handover-card.ts';
import {
  buildLeadBrief,
  buildLeadChoice,
  buildLeadNotFound,
  buildMyClaims,
} from '../../src/blocks/lead-brief.ts';
import { buildLeadWhy } from '../../src/blocks/lead-why.ts';
import { buildOutcomeModal } from '../../src/blocks/outcome-modal.ts';
import type { Message } from '../../src/blocks/parts.ts';
import { buildProgressNote } from '../../src/blocks/progress-note.ts';
import { buildRejectModal } from '../../src/blocks/reject-modal.ts';
import { buildRejectionReport } from '../../src/blocks/rejection-report.ts';
import { buildSnoozeModal } from '../../src/blocks/snooze-modal.ts';
import {
  buildAgainNote,
  buildDirectTalkNote,
  buildSameNote,
  buildTalkNote,
} from '../../src/blocks/thread-notes.ts';
import { buildTask } from '../../src/blocks/task-message.ts';
import { buildToday } from '../../src/blocks/today.ts';
import { checkMessage, checkView } from '../../src/sandbox/check/index.ts';
import { readBlocks, readMrkdwn } from '../../src/sandbox/mrkdwn.ts';
import { assessments, briefs, cards, explained, hostile } from './arbitraries.ts';
import { digest } from './digest-fixture.ts';
import { NOW, playbook } from './fixtures.ts';

const PEOPLE = ['U1REP', 'W2REP'] as const;
const maybe = fc.option(hostile);

/** What Slack would refuse, who is called but the people we name, and what links or turns text around. */
function wrongIn({ text, blocks }: Message): unknown[] {
  const { mentions, links } = readBlocks(blocks);
  const beside = readMrkdwn(text);
  const turned = /[\u202a-\u202e\u2066-\u2069]|\\ud[89a-f]/u.test(JSON.stringify({ text, blocks }));
  return [
    ...checkMessage({ text, blocks }),
    ...mentions.filter((id) => !PEOPLE.some((known) => known === id)),
    ...links,
    ...beside.mentions,
    ...beside.links,
    ...(text.length < 4000 ? [] : ['text is too long to update']),
    ...(turned ? ['text turns around, or is cut within a character'] : []),
  ];
}

test('any card of any lead in any state is taken by Slack and calls nobody', () => {
  fc.assert(
    fc.property(cards, (card) => {
      expect(wrongIn(buildHandoverCard(card))).toEqual([]);
    }),
  );
});

test('any modal of any lead is taken by Slack and links only to https', () => {
  const builders = [buildSnoozeModal, buildRejectModal, buildOutcomeModal, buildBriefModal];
  const origin = { handoverId: 'h', channel: 'C1', ts: '1.2' };
  fc.assert(
    fc.property(cards, hostile, (card, label) => {
      const reject_reasons = [...playbook.reject_reasons, { id: 'odd', label, teaches: 'interest' as const }];
      for (const build of builders) {
        const view = build({ card, playbook: { ...playbook, reject_reasons }, origin, now: new Date(NOW) });
        expect(checkView(view)).toEqual([]);
        expect(JSON.parse(view.private_metadata ?? '')).toEqual(origin);
        const { mentions, links } = readBlocks(view.blocks);
        // Who closed it is named where they correct it: a mention in a modal notifies nobody.
        const called = mentions.filter((id) => !PEOPLE.some((known) => known === id));
        expect(called).toEqual([]);
        expect(links.filter(({ url, automatic }) => automatic || !/^https:\/\/[^@]*$/.test(url))).toEqual([]);
      }
    }),
  );
});

test('any answer to a command is taken by Slack and calls nobody', () => {
  const match = fc.record({ leadId: fc.uuid(), name: hostile, role: hostile, company: hostile });
  const claim = fc.record({
    handoverId: fc.uuid(),
    leadName: hostile,
    company: maybe,
    claimedAt: fc.double(),
    channel: hostile,
    by: fc.constantFrom(...PEOPLE, '<!here>'),
  });
  const held = fc.record({ name: hostile, readiness: fc.option(fc.double()), why: fc.array(hostile) });
  const channel = fc.record({
    channel: hostile,
    open: fc.nat(),
    claimed: fc.nat(),
    snoozed: fc.nat(),
    rejected: fc.nat(),
    cap: fc.option(fc.nat()),
  });
  fc.assert(
    fc.property(
      briefs,
      assessments,
      hostile,
      fc.array(match, { maxLength: 60 }),
      fc.array(claim, { maxLength: 60 }),
      fc.array(held, { maxLength: 60 }),
      fc.array(channel, { maxLength: 60 }),
      (brief, assessment, words, matches, claims, heldBack, channels) => {
        expect(wrongIn(buildLeadBrief({ leadId: 'l', brief, assessment, stateSays: words }))).toEqual([]);
        expect(wrongIn(buildLeadNotFound(words))).toEqual([]);
        expect(wrongIn(buildLeadChoice(matches))).toEqual([]);
        expect(wrongIn(buildMyClaims(claims))).toEqual([]);
        expect(
          wrongIn(
            buildToday({
              channels,
              claims,
              waiting: heldBack.length,
              heldBack,
              calibration: assessment.calibration,
            }),
          ),
        ).toEqual([]);
      },
    ),
  );
});

test('any answer to why is taken by Slack, calls nobody, and adds up as it is read', () => {
  fc.assert(
    fc.property(briefs, assessments, fc.array(explained, { maxLength: 60 }), (brief, assessment, terms) => {
      const why = buildLeadWhy({ brief, assessment, verdicts: terms.length, terms });
      expect(wrongIn(why)).toEqual([]);
      const numbers = [
        ...JSON.stringify(why.blocks).matchAll(/"text":"([+−]?)([\d.]+) (in all)?","style":{"bold/g),
      ];
      const tenths = numbers.map(([, sign, size]) => Math.round(Number(size) * 10) * (sign === '−' ? -1 : 1));
      const total = tenths.pop() ?? 0;
      expect(tenths.reduce((sum, one) => sum + one, 0)).toBe(total);
    }),
  );
});

test('any rejection report and note is taken by Slack and calls nobody', () => {
  const report = fc.record({
    handoverId: fc.uuid(),
    leadName: hostile,
    company: maybe,
    reason: hostile,
    words: maybe,
    by: fc.constantFrom(...PEOPLE, '<!here>'),
    source: maybe,
    content: fc.array(hostile),
    contradicted: maybe,
    channel: hostile,
    resolution: fc.option(fc.record({ says: hostile, by: fc.constantFrom(...PEOPLE) })),
  });
  fc.assert(
    fc.property(report, cards, (one, state) => {
      expect(wrongIn(buildRejectionReport(one))).toEqual([]);
      expect(wrongIn(buildProgressNote(state))).toEqual([]);
      const [by, rep] = PEOPLE;
      const other = { leadName: one.reason, channel: one.channel, by };
      expect(wrongIn(buildAgainNote({ ...one, by }))).toEqual([]);
      expect(wrongIn(buildTalkNote({ ...one, by, rep }))).toEqual([]);
      expect(wrongIn(buildDirectTalkNote({ ...one, by, channel: 'marketing' }))).toEqual([]);
      expect(wrongIn(buildSameNote({ ...one, rep, other }))).toEqual([]);
    }),
  );
});

test('any digest and task for marketing is taken by Slack and calls nobody', () => {
  const share = fc
    .tuple(fc.nat({ max: 500 }), fc.nat({ max: 500 }))
    .map(([one, other]) => ({ accepted: Math.min(one, other), of: Math.max(one, other) }));
  const named = fc
    .tuple(hostile, share, fc.constantFrom(-1, 0, 1, null))
    .map(([name, of, stands]) => ({ name, ...of, stands }) as NamedShare);
  const moved = fc.record({
    name: hostile,
    before: fc.double(),
    after: fc.double(),
    doubt: fc.double(),
    verdicts: fc.nat(),
  });
  const reasons = fc.record({
    source: hostile,
    reasons: fc.array(fc.record({ reason: hostile, count: fc.nat() }), { maxLength: 30 }),
  });
  const many = { maxLength: 60 };
  const drawn = fc.record({
    moved: fc.array(moved, many),
    reps: fc.array(
      fc.tuple(named, fc.constantFrom(...PEOPLE)).map(([one, id]) => ({ ...one, name: id })),
      many,
    ),
    sources: fc.array(named, many),
    content: fc.array(named, many),
    reasons: fc.array(reasons, many),
    accepted: share,
    before: share,
  });
  const task = fc.record({
    postingId: fc.uuid(),
    subject: fc.record({ kind: fc.constantFrom('source', 'content'), name: hostile }),
    reason: hostile,
    windowDays: fc.constant(28),
    evidence: fc.array(
      fc.record({
        leadName: hostile,
        company: maybe,
        by: fc.constantFrom(...PEOPLE, '<!here>'),
        words: maybe,
        at: fc.integer({ min: 0, max: 4e12 }),
      }),
      { maxLength: 40 },
    ),
    done: fc.option(fc.record({ by: fc.constantFrom(...PEOPLE) })),
    timezone: fc.constant('Europe/Berlin'),
  });
  fc.assert(
    fc.property(drawn, task, (changes, one) => {
      const all: Digest = { ...digest, ...changes };
      expect(wrongIn(buildDigest(all, 'F0123ABCD'))).toEqual([]);
      const view = buildDigestModal(all);
      expect(checkView(view)).toEqual([]);
      const { mentions, links } = readBlocks(view.blocks);
      expect(mentions.filter((id) => !PEOPLE.some((known) => known === id))).toEqual([]);
      expect(links).toEqual([]);
      expect(wrongIn(buildTask(one))).toEqual([]);
    }),
  );
});
