import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPattern, type KnownTask, type Rejection } from '../../src/handover/rejection-pattern.ts';

const GUIDE = 'Close checklist';
function by(rep: string, source: string | null = 'ads', content: string[] = [], verdictId = ''): Rejection {
  return { verdictId: verdictId || `${rep} ${source} ${content.join()}`, by: rep, source, content };
}
function task(verdicts: Rejection[], isDone: boolean, name = 'ads'): KnownTask {
  return {
    id: 't',
    subject: { kind: 'source', name },
    verdictIds: verdicts.map(({ verdictId }) => verdictId),
    isDone,
  };
}
const three = [by('ana'), by('ben'), by('cem')];
const again = [by('ana', 'ads', ['x']), by('ben', 'ads', ['x']), by('cem', 'ads', ['x'])];

test.each<[string, Rejection[], KnownTask[], string | null]>([
  ['two reps are no pattern', [by('ana'), by('ben'), by('ana', 'ads', ['x'])], [], null],
  ['three reps are', three, [], 'source ads'],
  ['three reps about three sources are not', [by('ana'), by('ben', 'web'), by('cem', 'mail')], [], null],
  [
    'content is a pattern too',
    [by('ana', 'ads', [GUIDE]), by('ben', 'web', [GUIDE]), by('cem', null, [GUIDE])],
    [],
    `content ${GUIDE}`,
  ],
  [
    'of equal evidence the source is told',
    [by('ana', 'ads', [GUIDE]), by('ben', 'ads', [GUIDE]), by('cem', 'ads', [GUIDE])],
    [],
    'source ads',
  ],
  ['an open task takes more evidence', [...three, by('dan')], [task(three, false)], 'more'],
  ['a task that is done does not come again for the same', [...three, by('dan')], [task(three, true)], null],
  ['it comes again when it happens again', [...three, ...again], [task(three, true)], 'source ads'],
  [
    'evidence of one task makes no other',
    [...three.map((one) => ({ ...one, content: [GUIDE] })), by('dan', 'web', [GUIDE])],
    [task(three, false)],
    null,
  ],
])('%s', (_, rejections, tasks, told) => {
  const pattern = findPattern(rejections, tasks);
  const says =
    pattern?.kind === 'new' ? `${pattern.subject.kind} ${pattern.subject.name}` : (pattern?.kind ?? null);
  expect(says).toBe(told);
});

test('however rejections come, each is evidence for one task at most, and each task begins with three reps', () => {
  const rejection = fc.record({
    by: fc.constantFrom('ana', 'ben', 'cem', 'dan'),
    source: fc.constantFrom('ads', 'web', null),
    content: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
    finish: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(rejection, { maxLength: 40 }), (drawn) => {
      const tasks: KnownTask[] = [];
      const so: Rejection[] = [];
      const wrong: string[] = [];
      for (const [index, { finish, ...one }] of drawn.entries()) {
        so.push({ ...one, verdictId: String(index) });
        const pattern = findPattern(so, tasks);
        if (pattern?.kind === 'more') pattern.task.verdictIds = pattern.verdictIds;
        if (pattern?.kind === 'new') {
          const { subject, verdictIds } = pattern;
          const same = JSON.stringify(subject);
          if (new Set(verdictIds.map((id) => so[Number(id)]?.by)).size < 3) wrong.push(`${same} by too few`);
          if (tasks.some((known) => !known.isDone && JSON.stringify(known.subject) === same))
            wrong.push(`${same} is told twice`);
          tasks.push({ id: String(tasks.length), subject, verdictIds, isDone: false });
        }
        if (finish) for (const known of tasks) known.isDone = true;
      }
      const used = tasks.flatMap(({ verdictIds }) => verdictIds);
      expect(wrong).toEqual([]);
      expect(new Set(used).size).toBe(used.length);
    }),
  );
});
