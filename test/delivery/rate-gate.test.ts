import { WebAPIRateLimitedError } from '@slack/web-api';
import { expect, test } from 'vitest';
import { createBell } from '../../src/delivery/bell.ts';
import { createRateGate } from '../../src/delivery/rate-gate.ts';

const limited = async () => {
  throw new WebAPIRateLimitedError(60);
};

test('what Slack asks to wait holds the method that it came for, and no other, until the gate is given up', async () => {
  const bell = createBell();
  let stopped = false;
  const gate = createRateGate(bell, () => stopped);
  await expect(gate.call('chat.postMessage', limited)).rejects.toBeInstanceOf(WebAPIRateLimitedError);
  expect(await gate.open('chat.update')).toBe(false);
  let opened = false;
  const waits = gate.open('chat.postMessage').then((waited) => {
    opened = true;
    return waited;
  });
  bell.ring(); // whatever else there is to do, it waits on
  expect(await gate.open('chat.update')).toBe(false);
  expect(opened).toBe(false);
  stopped = true;
  bell.ring();
  expect(await waits).toBe(true);
});

test('an error that is no rate limit holds nothing', async () => {
  const gate = createRateGate(createBell(), () => false);
  await expect(gate.call('chat.update', () => Promise.reject(new Error('cut')))).rejects.toThrow('cut');
  expect(await gate.open('chat.update')).toBe(false);
});

test('who waits for a bell that rang before it could listen does not wait', async () => {
  const bell = createBell();
  const heard = bell.rung();
  bell.ring();
  await bell.wait(60_000, heard);
  expect(bell.rung()).toBe(1);
});
