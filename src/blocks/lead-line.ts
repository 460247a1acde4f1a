import type { Brief } from '../handover/brief.ts';
import type { Assessment } from '../scoring/assessment.ts';
import type { BriefField } from '../playbook/schema.ts';
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
  return handRaise ? `:raising_hand: *Asked for us* · ${parts}` : parts;
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
