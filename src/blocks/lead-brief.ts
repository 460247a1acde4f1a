import type { KnownBlock } from '@slack/types';
import type { Brief } from '../handover/brief.ts';
import type { Assessment } from '../scoring/assessment.ts';
import { ACTIONS, COMMANDS } from './ids.ts';
import { type Spared, sparedLine } from './lesson-note.ts';
import { leadLine, missingLine, readinessLine, trustLine } from './lead-line.ts';
import { briefBlocks, whyNowBlocks } from './lead-parts.ts';
import { SHOWN } from './limits.ts';
import { button, context, header, type Message, section } from './parts.ts';
import { clean, clip, channelName, escapeFallback, escapeMrkdwn } from './text.ts';
import { count, when } from './time-text.ts';

const MOST_MATCHES = 10;
const MOST_CLAIMS = 20;

const USAGE = `\`${COMMANDS.lead} [email, name or company]\` looks a lead up, \`${COMMANDS.lead} why [the same]\` explains its score.`;

/** The answer to `/lead` when one lead was found. */
export function buildLeadBrief(lead: {
  leadId: string;
  brief: Brief;
  assessment: Assessment;
  stateSays: string;
}): Message {
  const { brief, assessment, stateSays } = lead;
  const missing = missingLine(brief.missing);
  const held = assessment.gates
    .filter(({ passed }) => !passed)
    .map(({ says }) => escapeMrkdwn(says, SHOWN.short * 2));
  return {
    text: escapeFallback(leadLine(brief)),
    blocks: [
      header(leadLine(brief)),
      ...(clean(stateSays) === '' ? [] : [context(`Now: ${escapeMrkdwn(stateSays, SHOWN.field)}`)]),
      section(readinessLine(assessment, assessment.handRaise)),
      ...whyNowBlocks(brief),
      ...briefBlocks(brief, assessment),
      ...(held.length > 0 ? [context(`Held back by: ${held.slice(0, 6).join('; ')}`)] : []),
      ...(missing ? [context(missing)] : []),
      context(trustLine(assessment)),
    ],
  };
}

/** Asks which one, when several leads fit; at most ten. The choice leads to the lead's brief or its score's why. */
export function buildLeadChoice(
  matches: { leadId: string; name: string; role: string; company: string }[],
  leadsTo: 'brief' | 'why' = 'brief',
): Message {
  const action = leadsTo === 'why' ? ACTIONS.chooseLeadWhy : ACTIONS.chooseLead;
  const rows = matches.slice(0, MOST_MATCHES).map(({ leadId, name, role, company }, index): KnownBlock => {
    const about = [role, company].flatMap((text) => clip(clean(text), SHOWN.short) || []).join(', ');
    const label = about === '' ? '' : `\n${escapeMrkdwn(about)}`;
    return {
      ...section(`*${escapeMrkdwn(name, SHOWN.name)}*${label}`),
      block_id: `match:${index}`,
      accessory: button(action, 'Show', leadId, name),
    };
  });
  return {
    text: 'Several leads fit. Which one?',
    blocks: [section('*Several leads fit. Which one?*'), ...rows],
  };
}

/** Says that nobody was found, and how to look. */
export function buildLeadNotFound(query: string): Message {
  return {
    text: `No lead found for “${escapeFallback(query)}”.`,
    blocks: [
      section(`No lead found for “${escapeMrkdwn(query, SHOWN.name)}”.`),
      context('Try a whole email address, or a part of a name or company.'),
    ],
  };
}

/** The answer to `/lead` alone: what I have claimed, what my rejections spared, and how to use it. */
export function buildMyClaims(
  claims: {
    handoverId: string;
    leadName: string;
    company: string | null;
    claimedAt: number;
    channel: string;
  }[],
  timezone = 'UTC',
  spared: Spared[] = [],
): Message {
  const title =
    claims.length === 0 ? 'You have no open claims.' : `You have ${count(claims.length, 'open claim')}.`;
  const rows = claims
    .slice(0, MOST_CLAIMS)
    .map(({ leadName, company, claimedAt, channel }) =>
      section(
        `${claimLine(leadName, company)} · ${channelName(channel)} · since ${when(claimedAt, timezone)}`,
      ),
    );
  const more = claims.length - rows.length;
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      ...rows,
      ...(more > 0 ? [context(`and ${more} more`)] : []),
      ...spared.map((one) => context(sparedLine(one))),
      context(USAGE),
    ],
  };
}

/** "*Jane Doe*, Acme GmbH", as mrkdwn. */
export function claimLine(leadName: string, company: string | null): string {
  const of = clean(company) === '' ? '' : `, ${escapeMrkdwn(company, SHOWN.short)}`;
  return `*${escapeMrkdwn(leadName, SHOWN.name)}*${of}`;
}
