import type { Assessment } from '../scoring/assessment.ts';
import { claimLine } from './lead-brief.ts';
import { trustLine } from './lead-line.ts';
import { SHOWN } from './limits.ts';
import { context, header, type Message, section } from './parts.ts';
import { channelName, escapeMrkdwn, person } from './text.ts';
import { count, when } from './time-text.ts';

export interface TodayInput {
  channels: {
    channel: string;
    open: number;
    claimed: number;
    snoozed: number;
    rejected: number;
    cap: number | null;
  }[];
  claims: { leadName: string; company: string | null; claimedAt: number; channel: string; by: string }[];
  waiting: number; // how many are held back in all
  calibration: Assessment['calibration']; // of the model in force
  heldBack: { name: string; readiness: number | null; why: string[] }[]; // the most ready of them
}

const MOST = 10;

/** The answer to `/handover`: today by channel, who has what, and who waits for what. */
export function buildToday(
  { channels, claims, waiting, heldBack, calibration }: TodayInput,
  timezone = 'UTC',
): Message {
  const total = (of: 'open' | 'claimed') => channels.reduce((sum, channel) => sum + channel[of], 0);
  const summary = `Today: ${total('open')} open, ${total('claimed')} claimed, ${count(waiting, 'lead')} waiting`;
  return {
    text: summary,
    blocks: [
      header(summary),
      ...channels.slice(0, MOST).map((channel) => section(channelLine(channel))),
      ...list(
        'Claimed',
        claims.length,
        claims
          .slice(0, MOST)
          .map(
            ({ leadName, company, claimedAt, by }) =>
              `${claimLine(leadName, company)} · ${person(by)} since ${when(claimedAt, timezone)}`,
          ),
      ),
      ...list('Waiting, and what holds them back', waiting, heldBack.slice(0, MOST).map(waitingLine)),
      ...(waiting > 0 ? [context(trustLine({ calibration }))] : []),
    ],
  };
}

function channelLine({
  channel,
  open,
  claimed,
  snoozed,
  rejected,
  cap,
}: TodayInput['channels'][number]): string {
  const most = cap === null ? '' : ` · at most ${cap} a day`;
  return `*${channelName(channel)}* · ${open} open · ${claimed} claimed · ${snoozed} snoozed · ${rejected} rejected${most}`;
}

function waitingLine({ name, readiness, why }: TodayInput['heldBack'][number]): string {
  const score =
    readiness === null || !Number.isFinite(readiness) ? '' : ` · readiness ${Math.round(readiness)}`;
  const reasons = why
    .slice(0, 3)
    .map((reason) => escapeMrkdwn(reason, SHOWN.short * 2))
    .join('; ');
  return `*${escapeMrkdwn(name, SHOWN.name)}*${score}${reasons === '' ? '' : ` · ${reasons}`}`;
}

function list(title: string, length: number, rows: string[]) {
  if (length === 0) return [];
  const more = length > rows.length ? [context(`and ${length - rows.length} more`)] : [];
  return [section(`*${title}*`), ...rows.map(context), ...more];
}
