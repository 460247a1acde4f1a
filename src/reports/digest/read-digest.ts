import type { Digest } from '../../blocks/digest.ts';
import type { Database } from '../../database/open-database.ts';
import type { HandoverDeps } from '../../handover/deps.ts';
import { readModel } from '../../handover/learned-model.ts';
import { asStored, readLogAt } from '../../handover/model-log.ts';
import { readCalibration } from '../../handover/read-calibration.ts';
import { readNextPlaces } from '../../handover/weekly-budget.ts';
import type { Playbook } from '../../playbook/schema.ts';
import { readMissRate } from '../second-looks.ts';
import { checkCalibration } from './calibration-check.ts';
import { readContentShares } from './content-shares.ts';
import { readHeldBack } from './held-back.ts';
import { movedTerms } from './moved-terms.ts';
import { type Decision, readDecisions } from './read-decisions.ts';
import { readSpeed } from './read-speed.ts';
import { namedShares, shareOf } from './shares.ts';
import type { DueWeek } from './week-due.ts';

const WEEK_MS = 7 * 86_400_000;
const WEEKS = 12;
const RECENT_WEEKS = 4; // a week alone has too few verdicts to tell sources and content apart
const NEXT = 3;
const YEAR_MS = 365 * 86_400_000;

type DigestDeps = Pick<HandoverDeps, 'database' | 'playbook'>;

/** What marketing is told of this week. */
export async function readDigest(
  deps: DigestDeps,
  { week, from, until }: DueWeek,
  now: Date,
): Promise<Digest> {
  const { database } = deps;
  const { current: playbook } = deps.playbook;
  const { prisma } = database;
  const year = await readDecisions(prisma, until - YEAR_MS, until);
  const between = (start: number, end: number) => year.filter(({ at }) => at >= start && at < end);
  const recentFrom = until - RECENT_WEEKS * WEEK_MS;
  const recent = between(recentFrom, until);
  const all = shareOf(recent);
  const bySource = Map.groupBy(recent, ({ source }) => source ?? 'unknown source');
  const sources = namedShares(new Map([...bySource].map(([name, of]) => [name, shareOf(of)])), all);
  const content = namedShares(await readContentShares(prisma, recent), all);
  const byRep = Map.groupBy(recent, ({ by }) => by);
  const reps = namedShares(new Map([...byRep].map(([name, of]) => [name, shareOf(of)])), all);
  return {
    week,
    from,
    until,
    timezone: playbook.timezone,
    accepted: shareOf(between(from, until)),
    before: shareOf(between(from - RECENT_WEEKS * WEEK_MS, from)),
    weeks: Array.from({ length: WEEKS }, (_, index) => {
      const start = until - (WEEKS - index) * WEEK_MS;
      return { from: start, ...shareOf(between(start, start + WEEK_MS)) };
    }),
    moved: await readMoved(deps, { from, until }, now),
    sources: sources.told,
    content: content.told,
    fewSources: sources.few,
    fewContent: content.few,
    reps: reps.told,
    fewReps: reps.few,
    reasons: reasonsBySource(recent, playbook),
    heldBack: await readHeldBack(prisma, recentFrom, now),
    speed: {
      week: await readSpeed(prisma, from, until),
      before: await readSpeed(prisma, from - RECENT_WEEKS * WEEK_MS, from),
    },
    secondLooks: await readMissRate(prisma, { from: new Date(recentFrom), to: new Date(until) }),
    nextPlaces: await nextPlaces(database, playbook, from),
    calibration: checkCalibration(await readCalibration(database, now), year),
  };
}

/** What moved between the verdicts that counted when the week began and those that did when it was over. */
async function readMoved(
  deps: DigestDeps,
  { from, until }: Pick<DueWeek, 'from' | 'until'>,
  now: Date,
): Promise<Digest['moved']> {
  const { model } = await readModel(deps, now);
  const countedAt = async (at: number) =>
    (await readLogAt(deps.database, new Date(at))).map((verdict) => ({
      ...asStored(verdict),
      id: verdict.id,
    }));
  const logs = { before: await countedAt(from), after: await countedAt(until) };
  return movedTerms(deps.playbook.current, logs, model.calibration);
}

/** Who would have come next in the week, had sales had more places. */
async function nextPlaces(
  database: Database,
  playbook: Playbook,
  weekOf: number,
): Promise<Digest['nextPlaces']> {
  if (playbook.weekly_budget === undefined) return [];
  const of = { weekOf: new Date(weekOf), timezone: playbook.timezone, take: NEXT };
  const next = await readNextPlaces(database, of);
  return next.map(({ leadName, readiness }) => ({ leadName, readiness }));
}

/** Why sales turned leads down, by source, the most frequent first. */
function reasonsBySource(decisions: readonly Decision[], playbook: Playbook): Digest['reasons'] {
  const down = decisions.filter(({ accepted }) => !accepted);
  const labels = new Map(
    [...playbook.outcomes, ...playbook.reject_reasons].map(({ id, label }) => [id, label]),
  );
  const labelOf = ({ kind, reasonId, outcomeId }: Decision) => {
    const id = (kind === 'rejected' ? reasonId : outcomeId) ?? '';
    return labels.get(id) ?? id;
  };
  const most = <T>(groups: Map<string, T[]>) => [...groups].toSorted(([, a], [, b]) => b.length - a.length);
  return most(Map.groupBy(down, ({ source }) => source ?? 'unknown source')).map(([source, theirs]) => ({
    source,
    reasons: most(Map.groupBy(theirs, labelOf)).map(([reason, { length: count }]) => ({ reason, count })),
  }));
}
