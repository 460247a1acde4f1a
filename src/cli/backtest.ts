import { SingleBar } from 'cli-progress';
import type { HandoverDeps } from '../handover/deps.ts';
import { Span, spanMs } from '../playbook/duration.ts';
import { compare, countInFact } from '../reports/backtest/compare.ts';
import { replay } from '../reports/backtest/replay.ts';
import { sayBacktest } from './backtest-text.ts';
import { Refused } from './refused.ts';
import { readPlaybook } from './with-database.ts';

export interface BacktestOptions {
  playbook?: string; // path
  since: string;
}

/** Replays the past with the playbook in force and, if one is named, another; gives what came of it as text. */
export async function backtest(
  { database, playbook }: HandoverDeps,
  options: BacktestOptions,
  now: Date,
): Promise<string> {
  const span = Span.safeParse(options.since);
  if (!span.success) throw new Refused(`--since ${options.since}: expected a span such as 90d or 12w`);
  const since = new Date(now.getTime() - spanMs(span.data));
  const other = options.playbook === undefined ? null : readPlaybook(options.playbook).playbook;
  const playbooks = other ? [playbook.current, other] : [playbook.current];
  const bar = new SingleBar({
    format: 'Replaying {bar} {percentage}% of {total} activities, {eta_formatted} left',
    clearOnComplete: true,
    noTTYOutput: false, // nothing where nobody looks; what it draws goes to standard error
  });
  bar.start(1, 0);
  try {
    const onProgress = (place: number, end: number) => {
      bar.setTotal(end);
      bar.update(place);
    };
    const past = await replay(database, { playbooks, since, until: now, onProgress });
    return sayBacktest({
      past,
      inFact: countInFact(past),
      sides: compare(past, since),
      names: ['today', options.playbook ?? ''],
      since,
      now,
    });
  } finally {
    bar.stop();
  }
}
