import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ackAfter, inTime } from '../../src/listeners/ack-after.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('work is acknowledged when it is done', async () => {
  const { promise: work, resolve } = Promise.withResolvers<string>();
  const ack = vi.fn<() => Promise<void>>(async () => {});
  const answer = ackAfter(ack, work);
  await vi.advanceTimersByTimeAsync(1_900);
  expect(ack).not.toHaveBeenCalled();
  resolve('done');
  expect(await answer).toBe('done');
  expect(ack).toHaveBeenCalledOnce();
});

test('work that takes long is acknowledged before Slack gives up, and goes on', async () => {
  const { promise: work, resolve } = Promise.withResolvers<string>();
  const ack = vi.fn<() => Promise<void>>(async () => {});
  const answer = ackAfter(ack, work);
  await vi.advanceTimersByTimeAsync(2_500);
  expect(ack).toHaveBeenCalledOnce();
  resolve('done late');
  expect(await answer).toBe('done late');
});

test('work that failed in time is not acknowledged: Slack shows that it failed', async () => {
  const ack = vi.fn<() => Promise<void>>(async () => {});
  await expect(ackAfter(ack, Promise.reject(new Error('no database')))).rejects.toThrow('no database');
  expect(ack).not.toHaveBeenCalled();
});

test('what is not there in time is null', async () => {
  const late = inTime(new Promise<string>(() => {}));
  await vi.advanceTimersByTimeAsync(2_500);
  expect(await late).toBeNull();
});
