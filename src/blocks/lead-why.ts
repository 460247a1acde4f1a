import type { KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { Brief } from '../handover/brief.ts';
import type { Assessment, Reason } from '../scoring/assessment.ts';
import { references } from './evidence.ts';
import { COMMANDS } from './ids.ts';
import { leadLine, readinessLine, trustLine } from './lead-line.ts';
import { SHOWN } from './limits.ts';
import { context, header, type Message, section } from './parts.ts';
import { bold, escapeFallback, escapeMrkdwn, ours, richSection, said } from './text.ts';
import { count, roundTogether, tenths } from './time-text.ts';

/** A term of the score as it stands for one lead, in points, and how it came to be so. */
export interface ExplainedTerm extends Reason {
  believed: number; // what the playbook gives
  moved: number; // what verdicts added since; believed and moved make the points
  seen: number; // verdicts on leads that had it
  by: { leadName: string; said: string; points: number }[]; // who moved it most, largest first
}

export interface LeadWhy {
  brief: Brief;
  assessment: Assessment;
  verdicts: number; // that taught anything
  terms: ExplainedTerm[]; // largest first, baseline last
}

const MOST_TERMS = 25;
const MOST_SAID = 7; // each at most 400 characters escaped, of the 3,000 of a text

/** The answer to `/lead why`: every term with its points, the playbook's belief, and the verdicts that moved it. */
export function buildLeadWhy({ brief, assessment, verdicts, terms }: LeadWhy): Message {
  const points = roundTogether(terms.map((term) => term.points * 10)).map((whole) => whole / 10);
  const total = (some: number[]) => Math.round(10 * some.reduce((sum, one) => sum + one, 0)) / 10;
  const listed = terms
    .slice(0, MOST_TERMS)
    .map((term, index) => termSection(brief, term, points[index] ?? 0));
  const rest = points.slice(MOST_TERMS);
  if (rest.length > 0)
    listed.push(richSection(bold(`${tenths(total(rest))} `), ours(`from ${rest.length} more`)));
  listed.push(richSection(bold(`${tenths(total(points))} in all`), ours('; 20 points double the odds')));
  const learned =
    verdicts === 0
      ? 'No verdict has taught anything yet: these are the playbook’s own points.'
      : `The playbook’s points are where the score began; ${count(verdicts, 'verdict')} moved it since. What a verdict moved is exact, not an estimate.`;
  return {
    text: `Why ${escapeFallback(leadLine(brief))} has this score`,
    blocks: [
      header(leadLine(brief)),
      section(readinessLine(assessment, assessment.handRaise)),
      { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: listed }] },
      ...saidBlocks(terms.slice(0, MOST_TERMS)),
      context(learned),
      context(trustLine(assessment)),
    ],
  };
}

/** The answer to `/lead why` alone. */
export function buildWhyUsage(): Message {
  const text = `\`${COMMANDS.lead} why jane@acme.example\` shows every term of a lead’s score, and which verdicts moved it. A name or a company does as well.`;
  return { text, blocks: [section(text)] };
}

function termSection(
  brief: Brief,
  { says, evidence, believed, moved, seen, by }: ExplainedTerm,
  points: number,
): RichTextSection {
  const whole = Math.round(believed * 10) / 10;
  const learned = Math.round((points - whole) * 10) / 10; // so that the line adds up as it is read
  const told: RichTextElement[] =
    Math.abs(moved) < 0.05
      ? [ours(whole === 0 ? '' : '\nas the playbook says')]
      : [
          ours(`\n${whole === 0 ? 'playbook 0' : `playbook ${tenths(whole)}`}, verdicts ${tenths(learned)}`),
          ours(seen > 0 ? ` (${count(seen, 'verdict')} had it)` : ''),
          ...movers(by),
        ];
  return richSection(
    bold(`${tenths(points)} `),
    said(says, SHOWN.entry),
    ...references(brief, evidence),
    ...told.filter((part) => !('text' in part) || part.text !== ''),
  );
}

/** ": Max Moritz −1.8 · ...", those who moved it by a tenth of a point at least. */
function movers(by: ExplainedTerm['by']): RichTextElement[] {
  return by
    .filter(isTold)
    .flatMap(({ leadName, points }, index) => [
      ours(index === 0 ? ': ' : ' · '),
      said(leadName, SHOWN.short),
      ours(` ${tenths(points)}`),
    ]);
}

function isTold({ points }: { points: number }): boolean {
  return Math.abs(points) >= 0.05;
}

/** What was said of each lead that the terms name, once. */
function saidBlocks(terms: ExplainedTerm[]): KnownBlock[] {
  const told = terms.flatMap(({ by }) => by.filter(isTold));
  const lines = new Set(
    told.map(
      ({ leadName, said: words }) =>
        `*${escapeMrkdwn(leadName, SHOWN.short)}* ${escapeMrkdwn(words, SHOWN.short)}`,
    ),
  );
  const shown = [...lines].slice(0, MOST_SAID);
  return shown.length === 0 ? [] : [context(`Said: ${shown.join(' · ')}`)];
}
