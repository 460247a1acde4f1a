import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildLessonNote, type RejectionLesson } from '../../src/blocks/lesson-note.ts';
import { termName } from '../../src/blocks/term-name.ts';
import { checkMessage } from '../../src/sandbox/check/index.ts';
import { readBlocks } from '../../src/sandbox/mrkdwn.ts';
import { hostile } from './arbitraries.ts';
import { NOW } from './fixtures.ts';

const terms = [
  { term: 'role:decision maker', before: 30, after: 27 },
  { term: 'source:linkedin', before: 0, after: -0.3 },
];
const taught = (lesson: object = {}) => ({
  reason: 'Wrong role',
  spared: null,
  taught: { terms, fallen: { count: 3, atLeast: false } },
  ...lesson,
});
const silent = (lesson: object = {}) => ({
  reason: 'Duplicate',
  spared: null,
  taught: null,
  exclude: null,
  backAt: null,
  ...lesson,
});

test.each<[RejectionLesson, RegExp]>([
  [
    taught(),
    /\*Wrong role\* taught the score: \*decision maker\* \+30 → \+27 · \*from linkedin\* 0\.0 → −0\.3\. 3 waiting leads fall under the line\./,
  ],
  [taught({ taught: { terms: [], fallen: { count: 0, atLeast: true } } }), /knew as much already\.$/],
  [taught({ taught: { terms, fallen: { count: 1, atLeast: true } } }), /At least 1 waiting lead falls under/],
  [silent(), /\*Duplicate\* says nothing about who fits, so the score stays as it is\.$/],
  [silent({ exclude: 'company' }), /stays as it is\. Nobody of this company is handed over again\.$/],
  [silent({ exclude: 'lead' }), /This lead is not handed over again\.$/],
  [silent({ backAt: NOW }), /The lead may come back <!date\^/],
  [
    silent({ spared: { reason: 'Student projects', count: 9, atLeast: false } }),
    /Since you said \*Student projects\*, 9 such leads are held back\.$/,
  ],
])('a lesson is told (%#)', (lesson, says) => {
  const texts = buildLessonNote(lesson, 'Europe/Berlin').blocks.flatMap((block) =>
    block.type === 'section'
      ? (block.text?.text ?? '')
      : block.type === 'context'
        ? block.elements.map((element) => ('text' in element ? element.text : ''))
        : [],
  );
  expect(texts.filter((text) => says.test(text))).toHaveLength(1);
});

test.each([
  ['role:decision maker', 'decision maker'],
  ['employees:200-5000', '200-5000 employees'],
  ['source:linkedin', 'from linkedin'],
  ['signal:pricing_viewed', 'pricing viewed'],
  ['email:free', 'free email'],
  ['source:$&', 'from $&'],
  ['constructor:x', 'x'],
  ['baseline', 'baseline'],
])('%s is called %s', (term, name) => expect(termName(term)).toBe(name));

test('any lesson is taken by Slack and calls nobody', () => {
  const lesson = fc.record({
    reason: hostile,
    spared: fc.option(fc.record({ reason: hostile, count: fc.nat(), atLeast: fc.boolean() })),
    taught: fc.record({
      terms: fc.array(fc.record({ term: hostile, before: fc.double(), after: fc.double() }), {
        maxLength: 3,
      }),
      fallen: fc.record({ count: fc.nat(), atLeast: fc.boolean() }),
    }),
  });
  fc.assert(
    fc.property(lesson, (one) => {
      const message = buildLessonNote(one, 'UTC');
      expect(checkMessage(message)).toEqual([]);
      expect(readBlocks(message.blocks)).toMatchObject({ mentions: [], links: [] });
    }),
  );
});
