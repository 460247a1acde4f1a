import { readdirSync, readFileSync } from 'node:fs';

const TICK_MS = 10; // USER_HZ is 100 wherever Linux runs

/** Milliseconds of processor that these processes have used, and their children that have ended. Linux alone says so. */
export function processorMs(pids: number[]): number {
  const ticks = pids.flatMap((pid) => statOf(pid).slice(11, 15));
  return ticks.reduce((sum, some) => sum + Number(some) * TICK_MS, 0);
}

/** The process and those that it has started. */
export function familyOf(pid: number): number[] {
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return [pid, ...all.filter((one) => parentOf(one) === pid)];
}

/** The process that has started this one. */
export function parentOf(pid: number): number {
  return Number(statOf(pid)[1]);
}

/** What /proc/<pid>/stat says from the state on (man proc_pid_stat); nothing of a process that has ended. */
function statOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  } catch {
    return [];
  }
}
