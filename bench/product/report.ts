import type { Market } from './market.ts';
import type { Run, Taken } from './run.ts';

const WEEK_MS = 7 * 86_400_000;

/** Prints, week by week, the share of good leads among those that Baton handed over, and among as many that the rivals took. */
export function printRun({ name, outcomes }: Market, run: Run): void {
  const { taken, activities, leads, spent, secondLooks } = run;
  const good = [...outcomes.values()].filter(({ accepted }) => accepted).length;
  console.log(
    `\n${name}: ${leads} leads, ${percent(good / outcomes.size)} of them good, ${activities} activities`,
  );
  if (taken.length === 0) {
    console.log('Nobody was handed over: no lead passed the gates of the playbook.');
    return;
  }
  const names = [...new Set(taken.map(({ by }) => by))];
  console.log(
    `\n| week of | handed over | ${names.join(' | ')} |\n| --- | --- |${' --- |'.repeat(names.length)}`,
  );
  const start = Math.min(...taken.map(({ at }) => at));
  const weekOf = ({ at }: Taken) => Math.floor((at - start) / WEEK_MS);
  const weeks = Map.groupBy(taken, weekOf);
  for (const [week, inWeek] of [...weeks].toSorted(([a], [b]) => a - b)) {
    printLine(new Date(start + week * WEEK_MS).toISOString().slice(0, 10), inWeek, names);
  }
  printLine('all', taken, names);
  const per = (ms: number, count: number) => `${(ms / count).toFixed(1)} ms`;
  const handedOver = taken.filter(({ by }) => by === 'Baton').length;
  console.log(`\nSecond looks among the ${handedOver} that Baton handed over: ${secondLooks}.`);
  console.log(
    `For 1,000 activities: ${per(spent.ingest, activities / 1_000)} to take them in, ${per(spent.ticks, activities / 1_000)} to score and hand over. ` +
      `For a handover: ${per(spent.verdicts, handedOver)} to claim it and log its outcome.`,
  );
}

function printLine(title: string, taken: readonly Taken[], names: readonly string[]): void {
  const of = (name: string) => taken.filter(({ by }) => by === name);
  const shares = names.map((name) =>
    percent(of(name).filter(({ accepted }) => accepted).length / of(name).length),
  );
  console.log(`| ${title} | ${of('Baton').length} | ${shares.join(' | ')} |`);
}

function percent(share: number): string {
  return Number.isNaN(share) ? '-' : `${(100 * share).toFixed(1)}%`;
}
