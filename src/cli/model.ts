import type { HandoverDeps } from '../handover/deps.ts';
import type { KnownVersion } from '../handover/model-versions.ts';
import { rollbackModel } from '../handover/rollback-model.ts';
import { trustIn } from '../scoring/model/calibration.ts';
import { type ModelReport, type ModelTerm, readModelReport } from '../reports/read-model.ts';
import { inColumns } from './in-columns.ts';
import { Refused } from './refused.ts';

/** The learned model as text: each term, the playbook's belief, what it is worth now, and how sure that is. */
export async function sayModel(deps: HandoverDeps, now: Date): Promise<string> {
  return modelText(await readModelReport(deps, now));
}

/** Goes back to what the verdicts of an older version taught; says what the model is now. */
export async function rollBack(deps: HandoverDeps, wanted: string, now: Date): Promise<string> {
  if (!/^[1-9]\d{0,8}$/.test(wanted))
    throw new Refused(`${wanted} is no version: expected a number such as 12.`);
  const result = await rollbackModel(deps, { version: Number(wanted), by: null, now });
  if (!result.ok) {
    throw new Refused(
      result.reason === 'in_force'
        ? `Version ${wanted} is the model in force.`
        : `There is no version ${wanted}; "baton model" lists the newest.`,
    );
  }
  return `Version ${result.version} is in force: it counts the ${result.verdicts} verdicts of version ${wanted}. A Baton that runs takes it over with its next tick.`;
}

function modelText(report: ModelReport): string {
  const { version, verdicts, remembers, calibration, base, terms, versions } = report;
  return [
    `Version ${version} of the model, after ${verdicts} verdicts that say something.`,
    `Points are those that cards show, 20 double the odds; ${trustIn(calibration)}.`,
    `Older verdicts count less, as if the newest ${remembers} were remembered.`,
    '',
    ...inColumns(
      ['term', 'playbook', 'now', '+/-', 'verdicts', 'for', 'against'],
      [row({ term: 'base', ...base }), ...terms.map(row)],
    ),
    '',
    'Versions, newest first:',
    ...inColumns(['version', 'made', 'by', 'verdicts'], versions.map(versionRow)),
  ].join('\n');
}

function row({ term, prior, points, sd, accepted, rejected }: ModelTerm): string[] {
  const counts = [accepted + rejected, accepted, rejected].map(String);
  return [term, signed(prior), signed(points), sd.toFixed(1), ...counts];
}

const CAUSES: Readonly<Record<KnownVersion['cause'], string>> = {
  start: 'a start',
  verdict: 'a verdict',
  grown: 'new verdicts',
  taken_back: 'a verdict taken back',
  playbook: 'a change of the playbook',
  rollback: 'going back to',
};

function versionRow({ version, createdAt, cause, restores, verdicts }: KnownVersion): string[] {
  const by = restores === null ? CAUSES[cause] : `${CAUSES[cause]} ${restores}`;
  return [String(version), createdAt.toISOString().slice(0, 16).replace('T', ' '), by, String(verdicts)];
}

function signed(points: number): string {
  return `${points < 0 ? '-' : '+'}${Math.abs(points).toFixed(1)}`;
}
