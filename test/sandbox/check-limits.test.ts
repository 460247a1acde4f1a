import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../src/sandbox/check/index.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const long = (length: number) => 'x'.repeat(length);
const button = (more: object = {}) => ({ type: 'button', action_id: 'a', text: plain('Go'), ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ text: plain('o'), value: String(index) }));
const select = (more: object = {}) => ({
  type: 'static_select',
  action_id: 's',
  options: options(1),
  ...more,
});
const input = (element: object, more: object = {}) => ({
  type: 'input',
  label: plain('Label'),
  element,
  ...more,
});
const text = { type: 'plain_text_input', action_id: 't' };
const repeat = (count: number, part: object) => Array.from({ length: count }, () => part);

function pathsOf(...blocks: object[]): string[] {
  return checkMessage({ text: 'x', blocks }).map((finding) => finding.path);
}

describe('the limits of blocks', () => {
  it.for<[string, object, object, string]>([
    [
      'header',
      { type: 'header', text: plain(long(150)) },
      { type: 'header', text: plain(long(151)) },
      '/text/text',
    ],
    [
      'section text',
      { type: 'section', text: mrkdwn(long(3000)) },
      { type: 'section', text: mrkdwn(long(3001)) },
      '/text/text',
    ],
    [
      'section field',
      { type: 'section', fields: [mrkdwn(long(2000))] },
      { type: 'section', fields: [mrkdwn(long(2001))] },
      '/fields/0/text',
    ],
    [
      'section fields',
      { type: 'section', fields: repeat(10, plain('f')) },
      { type: 'section', fields: repeat(11, plain('f')) },
      '/fields',
    ],
    ['section of nothing', { type: 'section', text: plain('x') }, { type: 'section' }, ''],
    [
      'context',
      { type: 'context', elements: repeat(10, plain('c')) },
      { type: 'context', elements: repeat(11, plain('c')) },
      '/elements',
    ],
    ['actions', actions(button()), actions(), '/elements'],
    [
      'button text',
      actions(button({ text: plain(long(75)) })),
      actions(button({ text: plain(long(76)) })),
      '/elements/0/text/text',
    ],
    ['button of mrkdwn', actions(button()), actions(button({ text: mrkdwn('x') })), '/elements/0/text/type'],
    [
      'button value',
      actions(button({ value: long(2000) })),
      actions(button({ value: long(2001) })),
      '/elements/0/value',
    ],
    [
      'button url',
      actions(button({ url: 'https://x.example' })),
      actions(button({ url: 'javascript:alert(1)' })),
      '/elements/0/url',
    ],
    [
      'button style',
      actions(button({ style: 'primary' })),
      actions(button({ style: 'green' })),
      '/elements/0/style',
    ],
    [
      'action_id',
      actions(button({ action_id: long(255) })),
      actions(button({ action_id: long(256) })),
      '/elements/0/action_id',
    ],
    ['unknown field', actions(button()), actions(button({ colour: 'red' })), '/elements/0'],
    ['unknown element', actions(button()), actions({ type: 'knob' }), '/elements/0/type'],
    ['element in the wrong block', actions(button()), actions(text), '/elements/0/type'],
    ['empty text', { type: 'section', text: plain('x') }, { type: 'section', text: plain('') }, '/text/text'],
    [
      'select options',
      actions(select({ options: options(100) })),
      actions(select({ options: options(101) })),
      '/elements/0/options',
    ],
    ['select of nothing', actions(select()), actions(select({ options: undefined })), '/elements/0'],
    [
      'option text',
      actions(select()),
      actions(select({ options: [{ text: plain(long(76)), value: 'v' }] })),
      '/elements/0/options/0/text/text',
    ],
    [
      'option value',
      actions(select()),
      actions(select({ options: [{ text: plain('o'), value: long(151) }] })),
      '/elements/0/options/0/value',
    ],
    [
      'placeholder',
      actions(select({ placeholder: plain(long(150)) })),
      actions(select({ placeholder: plain(long(151)) })),
      '/elements/0/placeholder/text',
    ],
    [
      'overflow',
      actions({ type: 'overflow', options: options(5) }),
      actions({ type: 'overflow', options: options(6) }),
      '/elements/0/options',
    ],
    [
      'radio buttons',
      actions({ type: 'radio_buttons', options: options(10) }),
      actions({ type: 'radio_buttons', options: options(11) }),
      '/elements/0/options',
    ],
    [
      'initial option',
      actions(select({ initial_option: options(1)[0] })),
      actions(select({ initial_option: { text: plain('?'), value: '0' } })),
      '',
    ],
    [
      'confirm',
      actions(button({ confirm: { text: plain(long(300)) } })),
      actions(button({ confirm: { text: plain(long(301)) } })),
      '/elements/0/confirm/text/text',
    ],
    [
      'input label',
      input(text, { label: plain(long(2000)) }),
      input(text, { label: plain(long(2001)) }),
      '/label/text',
    ],
    [
      'text input',
      input({ ...text, max_length: 3000 }),
      input({ ...text, max_length: 3001 }),
      '/element/max_length',
    ],
    [
      'number input',
      input({ type: 'number_input', is_decimal_allowed: true }),
      input({ type: 'number_input' }),
      '/element/is_decimal_allowed',
    ],
    [
      'date',
      input({ type: 'datepicker', initial_date: '2026-03-02' }),
      input({ type: 'datepicker', initial_date: '2.3.2026' }),
      '/element/initial_date',
    ],
    [
      'image',
      { type: 'image', image_url: 'https://x.example/i.png', alt_text: 'i' },
      { type: 'image', alt_text: 'i' },
      '',
    ],
    [
      'rich text',
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] }],
      },
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text' }] }] },
      '/elements/0/elements/0/text',
    ],
    [
      'card',
      { type: 'card', body: mrkdwn(long(200)) },
      { type: 'card', body: mrkdwn(long(201)) },
      '/body/text',
    ],
    [
      'card buttons',
      { type: 'card', actions: repeat(3, button({ action_id: undefined })) },
      { type: 'card', actions: repeat(4, button({ action_id: undefined })) },
      '/actions',
    ],
    [
      'table cells',
      { type: 'table', rows: [repeat(20, { type: 'raw_text', text: 'x' })] },
      { type: 'table', rows: [repeat(21, { type: 'raw_text', text: 'x' })] },
      '/rows/0',
    ],
    [
      'table characters',
      { type: 'table', rows: [[{ type: 'raw_text', text: long(10_000) }]] },
      { type: 'table', rows: [[{ type: 'raw_text', text: long(10_001) }]] },
      '/rows',
    ],
    [
      'container',
      { type: 'container', title: plain('c'), child_blocks: [{ type: 'divider' }] },
      { type: 'container', title: plain('c'), child_blocks: repeat(11, { type: 'divider' }) },
      '/child_blocks',
    ],
    ['markdown', { type: 'markdown', text: long(12_000) }, { type: 'markdown', text: long(12_001) }, '/text'],
    ['alert in a message', { type: 'divider' }, { type: 'alert', text: plain('x') }, '/type'],
    ['unknown block', { type: 'divider' }, { type: 'hologram' }, '/type'],
  ])('%s', ([, good, bad, path]) => {
    expect(pathsOf(good)).toEqual([]);
    expect(pathsOf(bad)).toEqual([`/blocks/0${path}`]);
  });

  it('ids are not used twice', () => {
    const divider = { type: 'divider', block_id: 'b' };
    expect(pathsOf(divider, divider)).toEqual(['/blocks/1']);
    expect(pathsOf(actions(button(), button()))).toEqual(['/blocks/0']);
    expect(
      pathsOf({ ...actions(button()), block_id: 'one' }, { ...actions(button()), block_id: 'two' }),
    ).toEqual([]);
  });

  it('a message holds fifty blocks, 12,000 characters of markdown and one table', () => {
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] };
    expect(pathsOf(...repeat(50, { type: 'divider' }))).toEqual([]);
    expect(pathsOf(...repeat(51, { type: 'divider' }))).toEqual(['/blocks']);
    expect(pathsOf(...repeat(2, { type: 'markdown', text: long(6001) }))).toEqual(['/blocks']);
    expect(pathsOf(table, table)).toEqual(['/blocks']);
  });
});
