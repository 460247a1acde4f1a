import { expect, test } from 'vitest';
import { assess } from '../../src/scoring/assess.ts';
import { topicsOf } from '../../src/scoring/topics.ts';
import { CFO, did, examplePlaybook, inputFor } from './example.ts';

const playbook = examplePlaybook();
const [topic] = playbook.topics;
if (!topic) throw new Error('the example has no topics');
const withGlob = (glob: string) => ({
  ...playbook,
  topics: [{ ...topic, match: { urls: [glob], tags: [] } }],
});
const matches = (glob: string, url: string | null) =>
  topicsOf({ url, tags: [] }, withGlob(glob)).length === 1;

test.each([
  ['*month-end*', 'https://l.example/guides/Month-End-close', true],
  ['https://l.example/*', 'https://l.example/', true],
  ['https://l.example/*', 'http://l.example/', false],
  ['*.pdf', 'https://l.example/a.pdf?x', false],
  ['*a*b*', 'b-a', false],
  ['aa*aa', 'aaa', false],
  ['aa*aa', 'aaaa', true],
  ['exact', 'exact', true],
  ['exact', 'exactly', false],
])('%s against %s', (glob, url, expected) => {
  expect(matches(glob, url)).toBe(expected);
});

test('an address that is not known is about nothing; a tag is enough, in any case', () => {
  expect(matches('*', null)).toBe(false);
  expect(topicsOf({ url: null, tags: ['CLOSE'] }, playbook)).toEqual(['slow-close']);
  expect(topicsOf(null, playbook)).toEqual([]);
});

test('topics are features by their share, which add up to one, and bring no points by themselves', () => {
  const { features, topics, reasons } = assess(
    inputFor(CFO, [did('resource_downloaded', 0, 'month-end'), did('content_viewed', 0, 'audit')]),
  );
  expect(topics.map(({ id }) => id)).toEqual(['slow-close', 'audit']);
  expect(features['topic:slow-close']).toBeCloseTo(15 / 18, 9);
  expect(features['topic:audit']).toBeCloseTo(3 / 18, 9);
  expect(reasons.some(({ term }) => term.startsWith('topic:'))).toBe(false);
});
