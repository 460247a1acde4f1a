import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { readSets } from '../../../bench/score/leads.ts';
import { compare, compareSelective } from '../../../bench/score/report.ts';

const folder = mkdtempSync(join(tmpdir(), 'baton-sets-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}
const rows = (...lines: object[]) => lines.map((line) => JSON.stringify(line)).join('\n');
const good = { id: 'a', attrs: {}, label: 1 };

test.each([
  ['broken.jsonl', `${rows(good)}\n{"id": "b", "label"`, /broken\.jsonl:2: not JSON: \{"id": "b"/],
  ['python.jsonl', '{"id": 1, "attrs": {"visits": NaN}, "label": 1}', /python\.jsonl:1: not JSON/],
  ['label.jsonl', rows(good, { ...good, label: 'won' }), /label\.jsonl:2: label: must be 0 or 1/],
  ['no-label.jsonl', rows(good, good, { id: 'c', attrs: {} }), /no-label\.jsonl:3: label: must be 0 or 1/],
  ['seq.jsonl', rows({ ...good, seq: 'first' }), /seq\.jsonl:1: seq: /],
  ['attrs.jsonl', rows({ ...good, attrs: ['CFO'] }), /attrs\.jsonl:1: attrs: /],
  [
    'time.jsonl',
    rows({ ...good, events: [['soon', 'call']] }),
    /time\.jsonl:1: events: 0: 0: not a time: soon/,
  ],
  ['empty.jsonl', '\n \n', /empty\.jsonl: no leads/],
  ['cut.jsonl.gz', gzipSync(rows(good)).subarray(0, 30), /cut\.jsonl\.gz: can't be unpacked/],
  ['early.jsonl', rows({ ...good, events: [['2026-03-02', 'call']] }), /early\.jsonl: each case is decided/],
])('%s: an error names the file and the line', (name, content, error) => {
  expect(() => readSets(write(name, content))).toThrow(error);
});

test('labels and numbers may be text, facts may be missing, lines end as they like, and packed is packed by any name', () => {
  const text = `\uFEFF${rows(
    { label: '1', seq: '2', attrs: { Größe: '12', tags: ['a', 'b'], 役職: null } },
    { id: 7, label: false, seq: 1, ordered: null },
  ).replace('\n', '\r\n\r\n')}\r\n`;
  const [set] = readSets(write('misnamed.jsonl', gzipSync(text)));
  expect(set).toMatchObject({ name: 'misnamed', ordered: false, delayed: false });
  expect(set?.leads.map(({ label }) => label)).toEqual([0, 1]);
  expect(set?.leads[1]?.attrs).toEqual({ Größe: '12', tags: '["a","b"]', 役職: null });
});

test('a case is scored by what came before, and without label_t counts as decided with its last event', () => {
  const events = [
    ['2026-03-10T09:00:00', 'offer'],
    ['2026-03-02T09:00:00+01:00', 'call'],
    ['2026-03-03', 'mail'],
  ];
  const [day, week, ...more] = readSets(
    write('log.jsonl', rows({ id: 1, label: 1, events }, { id: 2, label: 0, events: [] })),
  );
  expect([day?.name, week?.name, more]).toEqual(['log at 1 d', 'log at 7 d', []]);
  expect(day?.leads).toHaveLength(1);
  expect(day?.leads[0]?.events).toEqual([
    { kind: 'call', ageDays: 1 },
    { kind: 'mail', ageDays: 8 / 24 },
  ]);
  expect(day?.leads[0]?.labelAt).toBe(Date.parse('2026-03-10T09:00:00Z'));
  // Nothing can be said of one case: a dash for each figure.
  expect(
    day &&
      compare(day, 1)[0]
        ?.slice(1, -1)
        .every((cell) => cell === '-'),
  ).toBe(true);
});

const fact = fc.oneof(
  fc.constant('the same'),
  fc.string({ unit: 'grapheme' }),
  fc.integer({ min: -5, max: 5 }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(null, true, 0, 1e308),
);
const lead = fc.record(
  { attrs: fc.dictionary(fc.constantFrom('visits', 'source', '__proto__', 'a\tb', ''), fact), seq: fc.nat() },
  { requiredKeys: [] },
);

test('a set of any few leads, also of one verdict only, is measured without what is not a number', () => {
  fc.assert(
    fc.property(
      fc.array(lead, { minLength: 1, maxLength: 90 }),
      fc.constantFrom('one', 'other', 'both'),
      fc.boolean(),
      (leads, labels, ordered) => {
        const lines = leads.map((one, index) => ({
          ...one,
          ordered,
          label: labels === 'both' ? index % 2 : Number(labels === 'one'),
        }));
        for (const set of readSets(write('any.jsonl', rows(...lines)))) {
          const cells = [...compare(set, 1).flat(), ...compareSelective(set, 2)];
          expect(cells.filter((cell) => /NaN|Infinity/.test(cell))).toEqual([]);
        }
      },
    ),
    { numRuns: 15 },
  );
});
