import type { KnownBlock, RichTextSection } from '@slack/types';
import type { Brief } from '../handover/brief.ts';
import type { BriefField } from '../playbook/schema.ts';
import type { Assessment, Reason } from '../scoring/assessment.ts';
import { SHOWN } from './limits.ts';
import { FIELD_NAMES } from './lead-line.ts';
import { mrkdwn, section } from './parts.ts';
import { reasonsAgainst, reasonsFor, totalLine } from './reasons.ts';
import { bold, clean, escapeMrkdwn, ours, richSection, said } from './text.ts';
import { signed } from './time-text.ts';

const SIDE_BY_SIDE: BriefField[] = ['source', 'latest_action'];
const IN_FULL: BriefField[] = ['summary', 'problem', 'angle', 'company_context'];

/** Why now, on a line of its own; nothing when nothing is new. */
export function whyNowBlocks(brief: Brief): KnownBlock[] {
  return brief.whyNow ? [section(`:zap: *Why now:* ${escapeMrkdwn(brief.whyNow.text)}`)] : [];
}

/** What is known of a lead and what speaks for and against it. Unknown fields leave no gap. */
export function briefBlocks(brief: Brief, assessment: Assessment): KnownBlock[] {
  const fields = SIDE_BY_SIDE.filter((field) => isKnown(brief, field)).map((field) =>
    mrkdwn(`*${FIELD_NAMES[field]}*\n${escapeMrkdwn(brief.fields[field]?.text, SHOWN.field)}`),
  );
  const lines = IN_FULL.filter((field) => isKnown(brief, field)).map((field) =>
    richSection(bold(`${FIELD_NAMES[field]}: `), said(brief.fields[field]?.text, SHOWN.field), ours('\n')),
  );
  const reasons = reasonSections(assessment);
  return [
    ...(fields.length > 0 ? [{ type: 'section' as const, fields }] : []),
    ...(lines.length > 0 ? [{ type: 'rich_text' as const, elements: lines }] : []),
    ...(reasons.length > 0 ? [{ type: 'rich_text' as const, elements: reasons }] : []),
  ];
}

function reasonSections(assessment: Assessment): RichTextSection[] {
  if (assessment.reasons.length === 0) return [];
  const [total, parts] = totalLine(assessment);
  return [
    ...reasonSection('For: ', reasonsFor(assessment)),
    ...reasonSection('Against: ', reasonsAgainst(assessment)),
    richSection(bold(total), ours(parts)),
  ];
}

function reasonSection(title: string, reasons: Reason[]): RichTextSection[] {
  if (reasons.length === 0) return [];
  const elements = reasons.flatMap(({ points, says }, index) => [
    ...(index === 0 ? [] : [ours(' · ')]),
    { type: 'text' as const, text: `${signed(points)} `, style: { bold: true } },
    said(says, 120),
  ]);
  return [richSection(bold(title), ...elements, ours('\n'))];
}

function isKnown(brief: Brief, field: BriefField): boolean {
  return clean(brief.fields[field]?.text) !== '';
}
