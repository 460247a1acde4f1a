import { learnFrom } from '../scoring/lesson.ts';
import { type ModelDeps, readModel, readUntilWritten } from './learned-model.ts';
import { asStored, readLog } from './model-log.ts';
import { readCalibration } from './read-calibration.ts';
import { writeVersions } from './model-versions.ts';

interface RollbackInput {
  version: number;
  by: string | null; // Slack user id; null at the terminal
  now: Date;
}

export type RollbackResult =
  | { ok: true; version: number; verdicts: number }
  | { ok: false; reason: 'unknown_version' | 'in_force' };

/**
 * Makes a new version that counts only the verdicts which the given one counted, less what was taken back since. What
 * was given later stays in the log, and a roll back to a later version counts it again. The playbook stays.
 */
export function rollbackModel(deps: ModelDeps, { version, by, now }: RollbackInput): Promise<RollbackResult> {
  return readUntilWritten(async () => {
    const { version: top } = await readModel(deps, now);
    if (version === top) return { ok: false, reason: 'in_force' };
    if (version < 1 || version > top) return { ok: false, reason: 'unknown_version' };
    const log = await readLog(deps.database, version);
    const standing = log.filter(({ takenBackAt }) => takenBackAt === null);
    const model = learnFrom(deps.playbook.current, standing.map(asStored));
    model.calibration = await readCalibration(deps.database, now);
    const next = { id: top + 1, cause: 'rollback' as const, verdictId: null, model, restores: version, by };
    const nothing = { given: new Map<string, number>(), takenBack: { ids: [], version: top + 1 } };
    if (!(await writeVersions(deps, [next], nothing, now))) return null;
    return { ok: true, version: top + 1, verdicts: model.verdicts };
  });
}
