import { type Learned, readModel } from '../handover/learned-model.ts';
import { asStored, readLog } from '../handover/model-log.ts';
import { type KnownVersion, listModelVersions } from '../handover/model-versions.ts';
import type { HandoverDeps } from '../handover/deps.ts';
import { lessonsOf } from '../scoring/lesson.ts';
import { basePointsOf, type ModelCalibration, pointsOf } from '../scoring/model/calibration.ts';
import { baseOf, createModel, weightOf } from '../scoring/model/model.ts';
import { predict } from '../scoring/model/predict.ts';

/** One term: what the playbook believes of it and what it is worth now, in points as cards show them, and the verdicts that speak of it. */
export interface ModelTerm {
  term: string;
  prior: number;
  points: number;
  sd: number;
  accepted: number; // verdicts
  rejected: number;
}

export interface ModelReport {
  version: number;
  verdicts: number;
  /** About so many of the newest verdicts are remembered. */
  remembers: number;
  calibration: ModelCalibration;
  base: Omit<ModelTerm, 'term'>;
  terms: ModelTerm[]; // those that verdicts moved most first
  versions: KnownVersion[]; // newest first
}

const MOST_VERSIONS = 10;

/** The model in force, term by term, and the versions that led to it. */
export async function readModelReport(
  deps: Pick<HandoverDeps, 'database' | 'playbook'>,
  now: Date,
): Promise<ModelReport> {
  const learned = await readModel(deps, now);
  const { version, model } = learned;
  const spoken = await countVerdicts(deps, learned);
  const { calibration } = model;
  const inPoints = (logOdds: number) => pointsOf(logOdds, calibration);
  const ofTerm = (term: string): ModelTerm => {
    const { weight, sd, prior } = weightOf(model, term);
    const [accepted, rejected] = [spoken.accepted.get(term) ?? 0, spoken.rejected.get(term) ?? 0];
    return { term, prior: inPoints(prior), points: inPoints(weight), sd: inPoints(sd), accepted, rejected };
  };
  const names = new Set([...Object.keys(model.prior.terms), ...model.positions.keys()]);
  const moved = ({ prior, points }: ModelTerm) => Math.abs(points - prior);
  const base = {
    prior: basePointsOf(baseOf(createModel(model.prior)), calibration),
    points: basePointsOf(baseOf(model), calibration),
    sd: inPoints(predict(model, {}).sd),
  };
  return {
    version,
    verdicts: spoken.verdicts,
    remembers: Math.round(1 / (1 - model.memory)),
    calibration,
    base: { ...base, ...spoken.all },
    terms: [...names].map(ofTerm).toSorted((a, b) => moved(b) - moved(a) || a.term.localeCompare(b.term)),
    versions: await listModelVersions(deps.database, { take: MOST_VERSIONS }),
  };
}

/** How many verdicts speak for and against each term that a lead had. */
async function countVerdicts({ database }: Pick<HandoverDeps, 'database'>, { version }: Learned) {
  const counts = { accepted: new Map<string, number>(), rejected: new Map<string, number>() };
  const all = { accepted: 0, rejected: 0 };
  const log = (await readLog(database, version))
    .map(asStored)
    .filter((verdict) => lessonsOf(verdict).length > 0);
  for (const verdict of log) {
    for (const { features, accepted } of lessonsOf(verdict)) {
      const side = Number(accepted) > 0.5 ? 'accepted' : 'rejected';
      for (const [term, amount] of Object.entries(features))
        if (amount !== 0) counts[side].set(term, (counts[side].get(term) ?? 0) + 1);
    }
    const [lesson] = lessonsOf(verdict);
    if (lesson && !lesson.alone) all[Number(lesson.accepted) > 0.5 ? 'accepted' : 'rejected'] += 1;
  }
  return { ...counts, all, verdicts: log.length };
}
