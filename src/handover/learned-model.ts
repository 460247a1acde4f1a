import type { Verdict } from '../database/generated/client.ts';
import type { Database } from '../database/open-database.ts';
import { learnFrom, learnOneMore, lessonsOf } from '../scoring/lesson.ts';
import { UNCALIBRATED } from '../scoring/model/calibration.ts';
import type { Model } from '../scoring/model/model.ts';
import type { HandoverDeps } from './deps.ts';
import { markLeads } from './mark-leads.ts';
import { asStored, readLog, readPending } from './model-log.ts';
import { readCalibration } from './read-calibration.ts';
import { type NextVersion, StoredCalibration, writeVersions } from './model-versions.ts';

export type ModelDeps = Pick<HandoverDeps, 'database' | 'playbook'>;

/** The model in force, and the version that names it. */
export interface Learned {
  version: number;
  model: Model;
}

const kept = new WeakMap<Database, Learned>();
const scoredWith = new WeakMap<Database, number>();
const DAY_MS = 86_400_000;

/** Online steps drift from the exact fit: after more than a share of the log, and so many, the whole is fitted anew. */
interface Drift {
  share: number;
  atLeast: number;
  cause: NextVersion['cause'];
}
const BETWEEN_TICKS: Drift = { share: 0.05, atLeast: 5, cause: 'grown' };
/** Of up to 500 verdicts any: so what is handed over depends on no order. A fit of so many takes a few milliseconds. */
const AT_TICK: Drift = { share: 0.002, atLeast: 0, cause: 'grown' };
const AT_START: Drift = { share: 0, atLeast: 0, cause: 'start' };

/**
 * What the playbook and every verdict so far have taught. Each new verdict is one online step and one version; after
 * an undo or a change of the playbook, and whenever the log has grown by a twentieth, the whole of it is fitted anew.
 * All instances count on the same versions.
 */
export async function readModel(deps: ModelDeps, now: Date): Promise<Learned> {
  return readUntilWritten(() => catchUp(deps, now, BETWEEN_TICKS));
}

/** As `readModel`, with the exact fit in place of the online steps since the last one: what a start does. */
export async function fitModelAnew(deps: ModelDeps, now: Date): Promise<Learned> {
  return readUntilWritten(() => catchUp(deps, now, AT_START));
}

/** Tries until no other instance has written the same version first. */
export async function readUntilWritten<T>(attempt: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const result = await attempt();
    if (result !== null) return result;
  }
}

/** Null when another instance was faster: look again. */
async function catchUp(deps: ModelDeps, now: Date, drift: Drift): Promise<Learned | null> {
  const { database, playbook } = deps;
  const newest = await database.prisma.modelVersion.findFirst({ orderBy: { id: 'desc' } });
  const pending = await readPending(database);
  const top = newest?.id ?? 0;
  const steps: NextVersion[] = [];
  const given = new Map<string, number>();
  const cause = causeToFit() ?? ((await hasDrifted()) ? drift.cause : null);
  if (cause) {
    const gone = new Set(pending.takenBack.map(({ id }) => id));
    const log = (await readLog(database, top)).filter(({ id }) => !gone.has(id));
    const model = learnFrom(playbook.current, [...log, ...pending.given].map(asStored));
    steps.push({ id: top + 1, cause, verdictId: pending.given.at(-1)?.id ?? null, model });
    for (const { id } of pending.given) given.set(id, top + 1);
  } else if (pending.given.length > 0) {
    let { version: id, model } = await modelAt(deps, top);
    for (const verdict of pending.given) {
      if (lessonsOf(asStored(verdict)).length > 0) {
        model = learnOneMore(model, asStored(verdict));
        steps.push({ id: ++id, cause: 'verdict', verdictId: verdict.id, model });
      }
      given.set(verdict.id, id);
    }
  }
  const version = top + steps.length;
  if (steps.length > 0) {
    const calibration = await readCalibration(database, now);
    for (const { model } of steps) model.calibration = calibration;
  }
  if (given.size > 0 || pending.takenBack.length > 0 || steps.length > 0) {
    const takenBack = { ids: pending.takenBack.map(({ id }) => id), version };
    const counted = { given, takenBack };
    if (!(await writeVersions(deps, steps, counted, now))) return null;
  }
  const last = steps.at(-1);
  return last ? keep(database, { version, model: last.model }) : modelAt(deps, version);

  function causeToFit(): NextVersion['cause'] | null {
    if (!newest) return 'start';
    if (newest.playbookHash !== playbook.hash) return 'playbook';
    if (pending.takenBack.some(({ countedIn }) => countedIn !== null)) return 'taken_back';
    return null;
  }

  async function hasDrifted(): Promise<boolean> {
    const teaching = pending.given.filter((verdict) => lessonsOf(asStored(verdict)).length > 0);
    if (!newest || (teaching.length === 0 && newest.cause !== 'verdict')) return false;
    const { id: fitted } = await lastFit(database, top);
    const steps = top - fitted + teaching.length;
    return steps > Math.max(drift.atLeast, drift.share * newest.verdicts);
  }
}

/** The model of a version that the present playbook made: the one kept, or made again from the log. */
async function modelAt(deps: ModelDeps, version: number): Promise<Learned> {
  const known = kept.get(deps.database);
  if (known?.version === version) return known;
  return keep(deps.database, await remakeModel(deps, version, known));
}

/**
 * Makes a version again from the log: the last exact fit before it, and the online steps since. `from` may save the
 * way up to it. The playbook must be the one of that version.
 */
export async function remakeModel(deps: ModelDeps, version: number, from?: Learned): Promise<Learned> {
  const { prisma } = deps.database;
  const fitted = await lastFit(deps.database, version);
  const near = from && from.version >= fitted.id && from.version <= version ? from : null;
  const base = near ?? {
    version: fitted.id,
    model: learnFrom(deps.playbook.current, (await readLog(deps.database, fitted.id)).map(asStored)),
  };
  const since = await prisma.modelVersion.findMany({
    where: { id: { gt: base.version, lte: version } },
    orderBy: { id: 'asc' },
  });
  const verdicts = await prisma.verdict.findMany({
    where: { id: { in: since.flatMap(({ verdictId }) => verdictId ?? []) } },
  });
  const byId = new Map<string | null, Verdict>(verdicts.map((verdict) => [verdict.id, verdict]));
  const model = since
    .flatMap(({ verdictId }) => byId.get(verdictId) ?? [])
    .reduce((so, verdict) => learnOneMore(so, asStored(verdict)), base.model);
  const made = await prisma.modelVersion.findUniqueOrThrow({ where: { id: version } });
  const calibration = StoredCalibration.parse(made.calibration) ?? UNCALIBRATED;
  return { version, model: { ...model, calibration } };
}

/** The newest version up to this one that came of a fit of the whole log. */
async function lastFit({ prisma }: Pick<Database, 'prisma'>, version: number): Promise<{ id: number }> {
  return await prisma.modelVersion.findFirstOrThrow({
    where: { id: { lte: version }, cause: { not: 'verdict' } },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
}

function keep(database: Database, learned: Learned): Learned {
  kept.set(database, learned);
  return learned;
}

/**
 * Fits what was learned online since the last tick, as `AT_TICK` says. When the model has changed since this process
 * last asked, lets the tick score the leads that may be ready by it: those whose last meaningful action is recent enough
 * for a handover. Costs a pass over them.
 */
export async function markLeadsOfOtherModels(deps: ModelDeps, now: Date): Promise<void> {
  const { version } = await readUntilWritten(() => catchUp(deps, now, AT_TICK));
  if (scoredWith.get(deps.database) === version) return;
  const oldest = new Date(now.getTime() - deps.playbook.current.gates.why_now_days * DAY_MS);
  await markLeads(deps.database, { lastMeaningfulAt: { gte: oldest } }, now);
  scoredWith.set(deps.database, version);
}
