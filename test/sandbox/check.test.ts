import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkMessage, checkView, limits } from '../../src/sandbox/check/index.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const long = (length: number) => 'x'.repeat(length);
const repeat = (count: number, part: object) => Array.from({ length: count }, () => part);
const text = { type: 'plain_text_input', action_id: 't' };
const input = (element: object) => ({ type: 'input', label: plain('Label'), element });

describe('messages', () => {
  it('need text, beside blocks too', () => {
    expect(checkMessage({ text: 'x' })).toEqual([]);
    expect(checkMessage({})).toMatchObject([{ path: '/text' }]);
    expect(checkMessage({ text: ' ', blocks: [{ type: 'divider' }] })).toMatchObject([{ path: '/text' }]);
  });

  it('carry metadata of a type and a flat payload', () => {
    const paths = (metadata: unknown) => checkMessage({ text: 'x', metadata }).map((finding) => finding.path);
    expect(paths({ event_type: 'handover', event_payload: { id: 'x', list: [{ a: 1 }] } })).toEqual([]);
    expect(paths({ event_type: 'hand over', event_payload: {} })).toEqual(['/metadata/event_type']);
    expect(
      paths({ event_type: 'handover', event_payload: { deep: { deeper: { deepest: 1 } } } }),
    ).toHaveLength(1);
    expect(paths({ event_type: 'handover', event_payload: { id: long(10_000) } })).toEqual(['/metadata']);
  });
});

describe('views', () => {
  const modal = (more: object = {}) => ({
    type: 'modal',
    title: plain('Title'),
    blocks: [{ type: 'divider' }],
    ...more,
  });
  it.for<[string, object, string]>([
    ['title', modal({ title: plain(long(25)) }), '/title/text'],
    ['no title', modal({ title: undefined }), '/title'],
    ['submit', modal({ submit: plain(long(25)) }), '/submit/text'],
    ['private_metadata', modal({ private_metadata: long(3001) }), '/private_metadata'],
    ['callback_id', modal({ callback_id: long(256) }), '/callback_id'],
    ['blocks', modal({ blocks: repeat(101, { type: 'divider' }) }), '/blocks'],
    ['no blocks', modal({ blocks: undefined }), '/blocks'],
    ['input without submit', modal({ blocks: [input(text)] }), '/submit'],
    ['a table in a modal', modal({ blocks: [{ type: 'table', rows: [] }] }), '/blocks/0/type'],
    ['a title in a Home tab', { type: 'home', title: plain('x'), blocks: [] }, ''],
    ['unknown type', { type: 'window', blocks: [] }, '/type'],
  ])('%s', ([, view, path]) => {
    expect(checkView(view).map((finding) => finding.path)).toEqual([path]);
  });

  it('right ones pass', () => {
    expect(
      checkView(modal({ submit: plain('Go'), blocks: [input(text), { type: 'alert', text: plain('x') }] })),
    ).toEqual([]);
    expect(checkView({ type: 'home', blocks: repeat(100, { type: 'divider' }) })).toEqual([]);
  });
});

describe('whatever comes', () => {
  it('the checks find something to say, and never fall over', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(Array.isArray(checkMessage({ text: 'x', blocks: value, metadata: value }))).toBe(true);
        expect(checkView(value).length).toBeGreaterThan(0);
        expect(checkMessage({ text: 'x', blocks: [value] }).length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('nor over things that only look like blocks', () => {
    const word = fc.constantFrom(
      'section',
      'actions',
      'input',
      'button',
      'static_select',
      'mrkdwn',
      'constructor',
      '',
    );
    const names = [
      'type',
      'text',
      'elements',
      'element',
      'accessory',
      'options',
      'label',
      'block_id',
      'toString',
    ];
    const { node } = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        word,
        fc.integer(),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names), tie('node'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(fc.array(node, { maxLength: 4 }), (blocks) => {
        expect(Array.isArray(checkMessage({ text: 'x', blocks }))).toBe(true);
        expect(Array.isArray(checkView({ type: 'modal', title: plain('x'), blocks }))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('a text passes exactly when it keeps to the limit', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (value) => {
        const isFine = value.length > 0 && value.length <= limits.header;
        const found = checkMessage({ text: 'x', blocks: [{ type: 'header', text: plain(value) }] });
        expect(found.length === 0).toBe(isFine);
      }),
    );
  });
});
