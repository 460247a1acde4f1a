import { expect, test } from 'vitest';
import { CALM_MS, createRush, LONGEST_REST_MS } from '../../src/database/rush.ts';

/** A rush in which something comes at each of these times, and is stored 5 ms later. */
function rushOf(times: readonly number[]) {
  const rush = createRush();
  for (const at of times) {
    rush.came(at);
    rush.stored(at + 5);
  }
  return rush;
}

const every = (gapMs: number, count: number) => Array.from({ length: count }, (_, index) => index * gapMs);

test('before anything has come, and a moment after one thing, work goes on', () => {
  expect(createRush().restMs(0)).toBe(0);
  const rush = rushOf([1_000]);
  expect(rush.restMs(1_005)).toBe(CALM_MS);
  expect(rush.restMs(1_005 + CALM_MS)).toBe(0);
});

test('after a rush work rests for as long as the rush has lasted', () => {
  const rush = rushOf(every(20, 21)); // 400 ms
  expect(rush.restMs(405)).toBe(405);
  expect(rush.restMs(810)).toBe(0);
});

test('a gap of a rush that is as long as a calm does not end it', () => {
  const rush = rushOf([...every(20, 21), 400 + 3 * CALM_MS]);
  expect(rush.restMs(705)).toBe(705);
});

test('once it has rested, the next is a rush of its own', () => {
  const rush = rushOf([...every(20, 21), 900]);
  expect(rush.restMs(905)).toBe(CALM_MS);
});

test('however long it goes on, nobody waits longer than the longest rest', () => {
  const rush = rushOf(every(20, 1_000));
  expect(rush.restMs(LONGEST_REST_MS)).toBe(0);
  expect(rush.restMs(20_000)).toBe(0);
});
