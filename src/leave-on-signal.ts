import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

/** What is not finished by then is handed back: what was not committed never was, and jobs are given out again. */
const LEAVE_WITHIN_MS = 10_000;

/** On SIGTERM or SIGINT stops what runs and leaves with code 0, after ten seconds at the latest; on a second one at once. */
export function leaveOnSignal(stop: () => Promise<void>, log: Logger): void {
  let stopping = false;
  const leave = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    process.stdout.write('Stopping ...\n');
    const stopped = stop().then(
      () => process.stdout.write('Stopped.\n'),
      (err: unknown) => log.error({ err }, 'the stop failed'),
    );
    const late = sleep(LEAVE_WITHIN_MS, 'late' as const);
    if ((await Promise.race([stopped, late])) === 'late') log.warn('left with work under way');
    process.exit(0);
  };
  process.on('SIGINT', () => void leave());
  process.on('SIGTERM', () => void leave());
}
