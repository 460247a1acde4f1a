import type { Brief } from '../handover/brief.ts';
import type { Assessment } from '../scoring/assessment.ts';
import type { BriefField } from '../playbook/schema.ts';
import { FEWEST } from '../scoring/model/calibration.ts';
import { logOddsToPoints } from '../scoring/model/prior.ts';
import { SHOWN } from './limits.ts';
import { clean, clip, shown } from './text.ts';

/** The fields of a brief as people read them. */
export const FIELD_NAMES: Record<BriefField, string> = {
  name: 'Name',
  role: 'Role',
  organisation: 'Organisation',
  source: 'From',
  latest_action: 'Latest',
  summary: 'Summary',
  problem: 'Likely problem',
  company_context: 'Company',
  angle: 'Suggested angle',
};

/** "Jane Doe · VP Finance, Acme GmbH", as far as it is known. */
export function leadLine(brief: Brief): string {
  const { role, organisation } = brief.fields;
  const about = [role, organisation]
    .flatMap((field) => clip(clean(field?.text), SHOWN.short) || [])
    .join(', ');
  const name = shown(brief.leadName, SHOWN.name);
  return about === '' ? name : `${name} · ${about}`;
}

/** "*Readiness 82* · fit 90 · interest 64 · context 100", as mrkdwn. */
export function readinessLine(assessment: Assessment, handRaise: boolean): string {
  const { readiness, fit, interest, context } = assessment;
  const parts = `*Readiness ${whole(readiness)}* · fit ${whole(fit)} · interest ${whole(interest)} · context ${whole(context)}`;
  const sure = assessment.doubt > THIN ? `${parts} · _not enough evidence yet_` : parts;
  return handRaise ? `:raising_hand: *Asked for us* · ${sure}` : sure;
}

/** Over so many points of doubt (0.8 in log-odds) a readiness says little. */
const THIN = logOddsToPoints(0.8);

/** How far the readiness is to be trusted: "calibrated on 240 final verdicts, off by 4 points on average". */
export function trustLine(of: Pick<Assessment, 'calibration'>): string {
  const { verdicts } = calibrationOf(of);
  return (
    calibratedLine(of) ?? `Readiness is not calibrated yet: ${verdicts} of ${FEWEST} final verdicts are there`
  );
}

/** The same where space is short: null until there are verdicts enough to say it. */
export function calibratedLine(of: Pick<Assessment, 'calibration'>): string | null {
  const { verdicts, error } = calibrationOf(of);
  if (error === null) return null;
  return `Readiness is calibrated on ${verdicts} final verdicts, and was off by ${Math.round(100 * error)} points on average`;
}

/** What was frozen before calibration was kept has none. */
function calibrationOf({ calibration }: Partial<Pick<Assessment, 'calibration'>>): Assessment['calibration'] {
  return calibration ?? { verdicts: 0, error: null };
}

/** "Missing: role, likely problem", or null when all is known. */
export function missingLine(missing: readonly BriefField[]): string | null {
  if (missing.length === 0) return null;
  return `Missing: ${[...new Set(missing)]
    .map((field) =>
      FIELD_NAMES[field]
        .toLowerCase()
        .replace(/^from$/, 'source')
        .replace(/^latest$/, 'latest action'),
    )
    .join(', ')}`;
}

function whole(score: number): string {
  return Number.isFinite(score) ? String(Math.round(score)) : '?';
}
