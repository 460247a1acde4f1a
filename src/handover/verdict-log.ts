import { z } from 'zod';
import type { Tx } from '../database/open-database.ts';
import { learnFrom, type StoredVerdict } from '../scoring/lesson.ts';
import type { Model } from '../scoring/model/model.ts';
import { type ModelDeps, readModel } from './learned-model.ts';
import { readLog } from './model-log.ts';

/** A verdict that counts, with what people know it by. */
export interface LoggedVerdict extends StoredVerdict {
  id: string;
  handoverId: string;
  leadName: string;
  by: string; // Slack user id
  reasonId: string | null;
  outcomeId: string | null;
}

/** What the model in force has learned from, and what makes a model of a part of it that reads as it does. */
export interface CountedLog {
  log: LoggedVerdict[];
  /** The exact model of these verdicts, calibrated as the one in force. */
  learn: (verdicts: readonly StoredVerdict[]) => Model;
}

/** The verdicts that the model in force counts: not those after the version that it was rolled back to. */
export async function readCountedLog(deps: ModelDeps, now: Date): Promise<CountedLog> {
  const { version, model: inForce } = await readModel(deps, now);
  const counted = new Set((await readLog(deps.database, version)).map(({ id }) => id));
  const log = await readVerdictLog(deps.database.prisma);
  return {
    log: log.filter(({ id }) => counted.has(id)),
    learn: (verdicts) =>
      Object.assign(learnFrom(deps.playbook.current, verdicts), { calibration: inForce.calibration }),
  };
}

const Features = z.record(z.string(), z.number());

/** All verdicts that were not taken back, oldest first. */
async function readVerdictLog(tx: Tx): Promise<LoggedVerdict[]> {
  const rows = await tx.verdict.findMany({
    where: { takenBackAt: null },
    include: { handover: { select: { lead: { select: { name: true, email: true } } } } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ handover, features, at, ...verdict }) => ({
    ...verdict,
    features: Features.parse(features),
    at: at.getTime(),
    leadName: handover.lead.name ?? handover.lead.email ?? 'Unknown visitor',
  }));
}
