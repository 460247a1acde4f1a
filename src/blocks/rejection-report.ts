import type { KnownBlock } from '@slack/types';
import { ACTIONS } from './ids.ts';
import { claimLine } from './lead-brief.ts';
import { SHOWN } from './limits.ts';
import { actions, button, context, type Message, section } from './parts.ts';
import { bold, cite, clean, escapeFallback, escapeMrkdwn, person, richSection, said } from './text.ts';

export interface RejectionReport {
  handoverId: string;
  leadName: string;
  company: string | null;
  reason: string;
  words: string | null;
  by: string; // Slack user id
  source: string | null;
  content: string[];
  contradicted: string | null;
  channel: string;
  resolution: { says: string; by: string } | null;
}

const MOST_CONTENT = 8;

/** Tells marketing of a rejection, with what they can do about it until someone has. */
export function buildRejectionReport(report: RejectionReport): Message {
  const { handoverId, leadName, company, reason, contradicted, by, resolution } = report;
  const about = clean(company) === '' ? leadName : `${leadName}, ${clean(company)}`;
  return {
    text: `Sales rejected ${escapeFallback(about)}: ${escapeFallback(reason)}`,
    blocks: [
      section(
        `:no_entry_sign: ${claimLine(leadName, company)} was rejected: *${escapeMrkdwn(reason, SHOWN.field)}*`,
      ),
      ...(clean(contradicted) === '' ? [] : [context(escapeMrkdwn(contradicted, SHOWN.field))]),
      ...words(report),
      ...origin(report),
      context(`Rejected by ${person(by)}`),
      resolution
        ? context(
            `:white_check_mark: ${escapeMrkdwn(resolution.says, SHOWN.field)} · ${person(resolution.by)}`,
          )
        : actions(`rejection:${handoverId}`, [
            button(ACTIONS.backToNurture, 'Back to nurture', handoverId, about),
            button(ACTIONS.handOverAgain, 'Hand over again', handoverId, about),
            button(ACTIONS.threadWithRep, 'Thread with the rep', handoverId, about),
          ]),
    ],
  };
}

function words({ words: written }: RejectionReport): KnownBlock[] {
  if (clean(written) === '') return [];
  return [
    { type: 'rich_text', elements: [richSection(bold('What would have made it good')), cite(written ?? '')] },
  ];
}

function origin({ source, content }: RejectionReport): KnownBlock[] {
  const consumed = content.slice(0, MOST_CONTENT).map((says) => richSection(said(says, SHOWN.entry)));
  return [
    ...(clean(source) === '' ? [] : [section(`*From* ${escapeMrkdwn(source, SHOWN.field)}`)]),
    ...(consumed.length === 0
      ? []
      : [
          {
            type: 'rich_text' as const,
            elements: [
              richSection(bold('What they did')),
              { type: 'rich_text_list' as const, style: 'bullet' as const, elements: consumed },
            ],
          },
        ]),
  ];
}
