import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inTime } from '../../src/listeners/in-time.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what is there in time is given', async () => {
  const { promise: work, resolve } = Promise.withResolvers<string>();
  const answer = inTime(work);
  await vi.advanceTimersByTimeAsync(1_900);
  resolve('done');
  expect(await answer).toBe('done');
});

test('what is not there in time is null', async () => {
  const late = inTime(new Promise<string>(() => {}));
  await vi.advanceTimersByTimeAsync(2_500);
  expect(await late).toBeNull();
});

test('what fails in time fails', async () => {
  await expect(inTime(Promise.reject(new Error('no database')))).rejects.toThrow('no database');
});
