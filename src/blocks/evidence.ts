import type { KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { Brief, Statement } from '../handover/brief.ts';
import { BriefField } from '../playbook/schema.ts';
import type { Assessment } from '../scoring/assessment.ts';
import { SHOWN } from './limits.ts';
import { FIELD_NAMES, missingLine, trustLine } from './lead-line.ts';
import { context, section } from './parts.ts';
import { bold, link, ours, richSection, said } from './text.ts';
import { sum, wholeReasons } from './reasons.ts';
import { fallback, signed } from './time-text.ts';

const MOST_REASONS = 60;
const MOST_ENTRIES = 30;
const MOST_REFERENCES = 6;

/** The brief, reasons, gates and timeline; statements refer to the timeline by number. */
export function evidenceBlocks(brief: Brief, assessment: Assessment, timezone: string): KnownBlock[] {
  const missing = missingLine(brief.missing);
  return [
    ...titled('The brief', 'bullet', statements(brief)),
    ...(missing ? [context(missing)] : []),
    ...titled('How the points add up', 'bullet', reasons(brief, assessment)),
    context(trustLine(assessment)),
    ...titled('Gates', 'bullet', gates(assessment)),
    ...titled('Timeline, newest first', 'ordered', timeline(brief, timezone)),
  ];
}

function titled(title: string, style: 'bullet' | 'ordered', elements: RichTextSection[]): KnownBlock[] {
  if (elements.length === 0) return [];
  return [
    section(`*${title}*`),
    { type: 'rich_text', elements: [{ type: 'rich_text_list', style, elements }] },
  ];
}

function statements(brief: Brief): RichTextSection[] {
  const line = (title: string, statement: Statement | null | undefined) =>
    statement
      ? [richSection(bold(`${title}: `), said(statement.text), ...references(brief, statement.evidence))]
      : [];
  return [
    ...line('Why now', brief.whyNow),
    ...BriefField.options.flatMap((field) => line(FIELD_NAMES[field], brief.fields[field])),
  ];
}

/** All reasons with whole points that add up to the total, though each is rounded. */
function reasons(brief: Brief, assessment: Assessment): RichTextSection[] {
  const all = wholeReasons(assessment);
  const lines = all
    .slice(0, MOST_REASONS)
    .map(({ points, says, evidence }) =>
      richSection(bold(`${signed(points)} `), said(says, SHOWN.field), ...references(brief, evidence)),
    );
  const rest = all.slice(MOST_REASONS);
  return [
    ...lines,
    ...(rest.length > 0
      ? [richSection(bold(`${signed(sum(rest))} `), ours(`from ${rest.length} more`))]
      : []),
    richSection(bold(`${signed(sum(all))} in all`), ours('; 20 points double the odds')),
  ];
}

function gates({ gates: all }: Assessment): RichTextSection[] {
  return all
    .slice(0, MOST_ENTRIES)
    .map(({ passed, says }) => richSection(bold(passed ? 'Passed: ' : 'Failed: '), said(says, SHOWN.field)));
}

function timeline(brief: Brief, timezone: string): RichTextSection[] {
  return brief.timeline
    .slice(0, MOST_ENTRIES)
    .map(({ at, says, url }) => richSection(ours(`${fallback(at, timezone)} · `), link(url, says)));
}

/** " [2, 5, profile role]": numbers of the timeline, else the name of the fact. */
export function references(brief: Brief, evidence: readonly string[]): RichTextElement[] {
  if (evidence.length === 0) return [];
  const numbers = evidence.map(
    (id) => brief.timeline.slice(0, MOST_ENTRIES).findIndex((entry) => entry.activityId === id) + 1,
  );
  const named = evidence.flatMap(
    (id, index) => numbers[index] || (/^[a-z]+(\.[a-z_]+)+$/.test(id) ? id.replaceAll(/[._]/g, ' ') : []),
  );
  const names = [...new Set(named)];
  const unlisted = evidence.length - named.length;
  const parts = [
    ...names.slice(0, MOST_REFERENCES).map(String),
    ...(names.length > MOST_REFERENCES ? [`${names.length - MOST_REFERENCES} more`] : []),
    ...(unlisted > 0 ? [`${unlisted} earlier`] : []),
  ];
  return [
    {
      type: 'text',
      text: ` [${parts.map((part) => part.slice(0, 60)).join(', ')}]`,
      style: { italic: true },
    },
  ];
}
