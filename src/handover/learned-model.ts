import { z } from 'zod';
import type { Database } from '../database/open-database.ts';
import { learnFrom } from '../scoring/lesson.ts';
import type { Model } from '../scoring/model/model.ts';
import type { HandoverDeps } from './deps.ts';

interface Learned {
  /** Names the playbook and the verdicts that the model was made from. */
  version: string;
  model: Model;
}

const Features = z.record(z.string(), z.number());
const kept = new WeakMap<Database, Learned>();
const scoredWith = new WeakMap<Database, Model>();
const DAY_MS = 86_400_000;

/** What the playbook and every verdict so far have taught, made anew when either changed and kept until then. */
export async function readModel(deps: Pick<HandoverDeps, 'database' | 'playbook'>): Promise<Model> {
  const { database, playbook } = deps;
  const version = `${playbook.hash} ${await readVersionOfLog(database)}`;
  const known = kept.get(database);
  if (known?.version === version) return known.model;
  const verdicts = await database.prisma.verdict.findMany({
    where: { takenBackAt: null },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  const model = learnFrom(
    playbook.current,
    verdicts.map(({ kind, teaches, features, at }) => ({
      kind,
      teaches,
      features: Features.parse(features),
      at: at.getTime(),
    })),
  );
  kept.set(database, { version, model });
  return model;
}

/** Changes with every verdict that is given or taken back. */
async function readVersionOfLog({ prisma }: Database): Promise<string> {
  const { _count: count, _max: newest } = await prisma.verdict.aggregate({
    _count: { id: true, takenBackAt: true },
    _max: { at: true, takenBackAt: true },
  });
  return JSON.stringify([count.id, count.takenBackAt, newest.at, newest.takenBackAt]);
}

/**
 * When the model has changed since this process last asked, lets the tick score the leads that may be ready by it:
 * those whose last meaningful action is recent enough for a handover. Costs one statement over them.
 */
export async function markLeadsOfOtherModels(
  deps: Pick<HandoverDeps, 'database' | 'playbook'>,
  now: Date,
): Promise<void> {
  const model = await readModel(deps);
  if (scoredWith.get(deps.database) === model) return;
  const oldest = new Date(now.getTime() - deps.playbook.current.gates.why_now_days * DAY_MS);
  await deps.database.prisma.lead.updateMany({
    where: { lastMeaningfulAt: { gte: oldest }, changedAt: null },
    data: { changedAt: now },
  });
  scoredWith.set(deps.database, model);
}
