import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACTIONS, COMMANDS, VIEWS } from '../../src/blocks/ids.ts';

const listeners = globSync('src/listeners/**/*.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Views that are only read: nothing is submitted. */
const READ_ONLY = ['brief', 'digest'];

test('each action, command and view that is submitted has a listener', () => {
  const named = (of: string, ids: object) => Object.keys(ids).map((name) => `${of}.${name}`);
  const submitted = Object.fromEntries(Object.entries(VIEWS).filter(([name]) => !READ_ONLY.includes(name)));
  const ids = [...named('ACTIONS', ACTIONS), ...named('COMMANDS', COMMANDS), ...named('VIEWS', submitted)];
  expect(ids.filter((id) => !listeners.includes(id))).toEqual([]);
  expect(listeners).toMatch(/of OUTCOME_ACTIONS|OUTCOME_ACTIONS\./);
});
