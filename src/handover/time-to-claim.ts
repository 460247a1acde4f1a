import type { Handover } from '../database/generated/client.ts';
import type { Playbook } from '../playbook/schema.ts';
import { calendarOfChannel, workingTimeBetween } from './working-time.ts';

const MOST_SECONDS = 2 ** 31 - 1; // of a column

/**
 * The service level that a claim reached: seconds for which the card had asked for someone, by the clock and in working
 * time of its route. Nulls of a card that was claimed in its sleep: it asked nobody.
 */
export function timeToClaim(
  { channel, waitingSince, claimedAt }: Pick<Handover, 'channel' | 'waitingSince' | 'claimedAt'>,
  playbook: Playbook,
): { secondsToClaim: number | null; workingSecondsToClaim: number | null } {
  if (!waitingSince || !claimedAt) return { secondsToClaim: null, workingSecondsToClaim: null };
  const seconds = (ms: number) => Math.min(MOST_SECONDS, Math.max(0, Math.round(ms / 1000)));
  return {
    secondsToClaim: seconds(claimedAt.getTime() - waitingSince.getTime()),
    workingSecondsToClaim: seconds(
      workingTimeBetween(calendarOfChannel(playbook, channel), waitingSince, claimedAt),
    ),
  };
}
