import { expect, test } from 'vitest';
import { createBell } from '../../src/delivery/bell.ts';

test('who waits for a bell that rang before it could listen does not wait', async () => {
  const bell = createBell();
  const heard = bell.rung();
  bell.ring();
  await bell.wait(60_000, heard);
  expect(bell.rung()).toBe(1);
});
