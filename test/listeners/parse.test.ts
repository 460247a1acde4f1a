import { expect, test } from 'vitest';
import { parseView } from '../../src/listeners/parse.ts';

test('what is entered can be stored: no U+0000, no half a surrogate pair, and nothing but space is nothing', () => {
  const { text } = parseView({
    user: { id: 'U1ANA' },
    trigger_id: '1.2.3',
    view: {
      id: 'V1',
      private_metadata: '',
      state: {
        values: {
          note: { note: { value: ' after\u0000 \ud83d lunch ' } },
          words: { words: { value: '\u0000 ' } },
        },
      },
    },
  });
  expect(text('note')).toBe('after \ufffd lunch');
  expect(text('words')).toBeNull();
});
