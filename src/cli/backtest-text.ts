import { CANNOT_KNOW } from '../reports/backtest/cannot-know.ts';
import type { Count, SideReport } from '../reports/backtest/compare.ts';
import type { Replay } from '../reports/backtest/replay.ts';
import { inColumns } from './in-columns.ts';

interface BacktestInput {
  past: Replay;
  inFact: Count;
  sides: SideReport[];
  names: string[]; // of the playbooks, as columns say them
  since: Date;
  now: Date;
}

/** What a replay came to, the playbooks side by side. */
export function sayBacktest({ past, inFact, sides, names, since, now }: BacktestInput): string {
  const named = sides.map((side, index) => ({ side, name: names[index] ?? '' }));
  return [
    `From ${dayOf(since.getTime())} to ${dayOf(now.getTime())}: ${past.activities} activities read, ${past.names.size} leads.`,
    `In fact ${inFact.handedOver} were handed over: ${sayCount(inFact)}.`,
    '',
    ...inColumns(
      ['', ...named.map(({ name }) => name)],
      ROWS.map(([title, value]) => [title, ...sides.map(value)]),
    ),
    ...(sides.some(({ quality }) => quality.areaUnderCurve === null)
      ? ['', 'Quality is told from 10 handovers on that were judged, and of which not all were judged alike.']
      : []),
    ...perKey(
      'By channel: handed over (accepted, rejected, unknown)',
      named,
      ({ channels }) => channels,
      (name) => `#${name}`,
    ),
    ...perKey(
      'By week: handed over (accepted, rejected, unknown)',
      named,
      ({ weeks }) => weeks,
      (week) => week,
    ),
    ...named.flatMap(({ side, name }) => sayLost(side, name)),
    '',
    'What this can not know:',
    ...CANNOT_KNOW.map((one) => `- ${one}`),
  ].join('\n');
}

const ROWS: [title: string, value: (side: SideReport) => string][] = [
  ['handed over', ({ handedOver }) => String(handedOver)],
  ['  accepted by sales in fact', ({ accepted }) => String(accepted)],
  ['  rejected', ({ rejected }) => String(rejected)],
  ['  unknown', ({ unknown }) => String(unknown)],
  ['rejects spared', ({ sparedRejects }) => String(sparedRejects)],
  ['claims lost', ({ lostClaims }) => String(lostClaims.length)],
  ['handovers judged in fact, and scored', ({ quality }) => String(quality.judged)],
  ['  AUC', ({ quality }) => figure(quality.areaUnderCurve)],
  ['  accepted in the best fifth', ({ quality }) => figure(quality.topFifth)],
  ['  calibration error', ({ quality }) => figure(quality.calibrationError)],
];

function perKey(
  title: string,
  named: { side: SideReport; name: string }[],
  countsOf: (side: SideReport) => ReadonlyMap<string, Count>,
  label: (key: string) => string,
): string[] {
  const keys = [...new Set(named.flatMap(({ side }) => [...countsOf(side).keys()]))].toSorted();
  if (keys.length === 0) return [];
  const rows = keys.map((key) => [label(key), ...named.map(({ side }) => brief(countsOf(side).get(key)))]);
  return ['', `${title}:`, ...inColumns(['', ...named.map(({ name }) => name)], rows)];
}

function sayLost({ lostClaims }: SideReport, name: string): string[] {
  if (lostClaims.length === 0) return [];
  const lines = lostClaims.map((lost) => `  ${lost.name}, #${lost.channel}, ${dayOf(lost.at)}`);
  return ['', `Accepted in fact, and not handed over by ${name}:`, ...lines];
}

function sayCount({ accepted, rejected, unknown }: Count): string {
  return `${accepted} accepted, ${rejected} rejected, ${unknown} unknown`;
}

function brief(count: Count | undefined): string {
  return count ? `${count.handedOver} (${count.accepted}, ${count.rejected}, ${count.unknown})` : '0';
}

function figure(value: number | null): string {
  return value === null ? 'too few' : value.toFixed(3).replace(/^0/, '');
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
