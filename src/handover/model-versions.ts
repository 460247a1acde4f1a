import { z } from 'zod';
import { type ModelVersion, Prisma } from '../database/generated/client.ts';
import type { Database } from '../database/open-database.ts';
import type { ModelCalibration } from '../scoring/model/calibration.ts';
import { baseOf, type Model, weightOf } from '../scoring/model/model.ts';
import { predict } from '../scoring/model/predict.ts';
import type { HandoverDeps } from './deps.ts';
import { noteCounted } from './model-log.ts';

/** Why a version came to be. All but `verdict` fit the whole log anew. */
export const Cause = z.enum(['start', 'verdict', 'grown', 'taken_back', 'playbook', 'rollback']);
export type Cause = z.infer<typeof Cause>;

export interface NextVersion {
  id: number;
  cause: Cause;
  verdictId: string | null;
  model: Model;
  restores?: number;
  by?: string | null;
}

/** Log-odds a unit of the term, and their standard deviation. */
const Weight = z.tuple([z.number(), z.number()]);
const Weights = z.record(z.string(), Weight);

/** As a version keeps it; one that was made before keeps none. */
export const StoredCalibration = z
  .object({ slope: z.number(), intercept: z.number(), verdicts: z.number(), error: z.number().nullable() })
  .nullable();

/** A version as it is told: what it counts, why it came to be, and every weight, in log-odds. */
export interface KnownVersion {
  version: number;
  playbookHash: string;
  cause: Cause;
  verdictId: string | null; // the verdict that it counts beyond the version before
  restores: number | null;
  by: string | null;
  verdicts: number;
  createdAt: Date;
  base: [logOdds: number, sd: number];
  calibration: ModelCalibration | null;
  terms: Record<string, [logOdds: number, sd: number]>;
}

/** The versions of the model, newest first. */
export async function listModelVersions(
  { prisma }: Pick<Database, 'prisma'>,
  { take = 50, before }: { take?: number; before?: number } = {},
): Promise<KnownVersion[]> {
  const rows = await prisma.modelVersion.findMany({
    ...(before !== undefined && { where: { id: { lt: before } } }),
    orderBy: { id: 'desc' },
    take,
  });
  return rows.map(asKnown);
}

/** One version of the model; null when there is none of that number. */
export async function readModelVersion(
  { prisma }: Pick<Database, 'prisma'>,
  version: number,
): Promise<KnownVersion | null> {
  const row = await prisma.modelVersion.findUnique({ where: { id: version } });
  return row && asKnown(row);
}

function asKnown({ id, cause, base, terms, calibration, ...row }: ModelVersion): KnownVersion {
  return {
    ...row,
    version: id,
    cause: Cause.parse(cause),
    base: Weight.parse(base),
    calibration: StoredCalibration.parse(calibration),
    terms: Weights.parse(terms),
  };
}

/**
 * Writes versions and which verdicts they count, in one transaction. False when another instance has written one of
 * the same number: then nothing is written.
 */
export async function writeVersions(
  { database, playbook }: Pick<HandoverDeps, 'database' | 'playbook'>,
  versions: NextVersion[],
  counted: Parameters<typeof noteCounted>[1],
  now: Date,
): Promise<boolean> {
  const rows = versions.map(({ id, cause, verdictId, model, restores, by }) => ({
    id,
    playbookHash: playbook.hash,
    cause,
    verdictId,
    restores: restores ?? null,
    by: by ?? null,
    verdicts: model.verdicts,
    calibration: { ...model.calibration },
    base: [baseOf(model), predict(model, {}).sd].map(rounded),
    terms: Object.fromEntries(
      [...model.positions.keys()].map((term) => {
        const { weight, sd } = weightOf(model, term);
        return [term, [weight, sd].map(rounded)];
      }),
    ),
    createdAt: now,
  }));
  try {
    await database.prisma.$transaction(async (tx) => {
      if (rows.length > 0) await tx.modelVersion.createMany({ data: rows });
      await noteCounted(tx, counted);
    });
    return true;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return false;
    throw error;
  }
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
