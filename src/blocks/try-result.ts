import type { KnownBlock, ModalView } from '@slack/types';
import { VIEWS } from './ids.ts';
import { SHOWN } from './limits.ts';
import { context, mrkdwn, section } from './parts.ts';
import { channelName, escapeMrkdwn, plain } from './text.ts';
import { when } from './time-text.ts';

interface Handed {
  handedOver: number;
}

/** What one playbook's replay came to, as far as the modal shows it. */
interface TriedSide extends Handed {
  accepted: number;
  rejected: number;
  unknown: number;
  sparedRejects: number;
  lostClaims: { name: string; channel: string; at: number }[];
  channels: ReadonlyMap<string, Handed>;
  weeks: ReadonlyMap<string, Handed>;
  quality: {
    judged: number;
    areaUnderCurve: number | null;
    topFifth: number | null;
    calibrationError: number | null;
  };
}

export interface TryResult {
  says: string[]; // what changes, in a few words each
  today: TriedSide;
  changed: TriedSide;
  isCut: boolean; // only the newest activities were read
  timezone: string;
  /** What travels to the submission; null when this person may not publish. */
  metadata: string | null;
  feedbackChannel: string;
}

const MOST_LOST = 10;
const MOST_CHANNELS = 8;

/** Today's playbook and the changed one side by side, with *Publish* for who may. */
export function buildTryResult(result: TryResult): ModalView {
  const { says, today, changed, metadata, feedbackChannel, isCut } = result;
  const limits = isCut
    ? ' Only the newest activities were read: older interest is missing on both sides.'
    : '';
  return {
    ...frame('Try a change'),
    ...(metadata !== null && {
      callback_id: VIEWS.tryResult,
      private_metadata: metadata,
      submit: plain('Publish', 24),
    }),
    blocks: [
      section(`*${escapeMrkdwn(says.join('; '))}*`),
      {
        type: 'section',
        fields: ['*Today*', '*With the change*', ...ROWS.flatMap((row) => [row(today), row(changed)])].map(
          mrkdwn,
        ),
      },
      ...sayLost(result),
      ...compareBy('By channel', today.channels, changed.channels, channelName),
      ...compareBy('By week', today.weeks, changed.weeks, escapeMrkdwn),
      context(
        `The last 30 days, replayed. A lead that sales never judged is unknown: nobody can say what sales would have said.${limits}`,
      ),
      ...(metadata === null ? [context(`Members of ${channelName(feedbackChannel)} can publish it.`)] : []),
    ],
  };
}

/** What stands there while the past is replayed, or in place of a result. */
export function buildTryNotice(text: string): ModalView {
  return { ...frame('Try a change'), blocks: [section(escapeMrkdwn(text, SHOWN.words))] };
}

function frame(title: string) {
  return { type: 'modal', title: plain(title, 24), close: plain('Close', 24) } as const;
}

const ROWS: ((side: TriedSide) => string)[] = [
  ({ handedOver, accepted, rejected, unknown }) =>
    `*${handedOver}* handed over\n${accepted} accepted, ${rejected} rejected, ${unknown} unknown`,
  ({ sparedRejects }) => `*${sparedRejects}* rejects spared`,
  ({ lostClaims }) => `*${lostClaims.length}* claims lost`,
  ({ quality: { judged, areaUnderCurve, topFifth, calibrationError } }) =>
    areaUnderCurve === null
      ? `${judged} judged: too few to say how well it ranks`
      : `Ranks right ${share(areaUnderCurve)} of pairs, best fifth ${share(topFifth)} accepted, calibration off by ${share(calibrationError)} (${judged} judged)`,
];

function share(value: number | null): string {
  return value === null ? '-' : `${Math.round(100 * value)}%`;
}

function sayLost({ changed: { lostClaims }, timezone }: TryResult): KnownBlock[] {
  if (lostClaims.length === 0) return [];
  const lines = lostClaims
    .slice(0, MOST_LOST)
    .map(
      ({ name, channel, at }) =>
        `• ${escapeMrkdwn(name, SHOWN.name)}, ${channelName(channel)}, ${when(at, timezone)}`,
    );
  const more = lostClaims.length > MOST_LOST ? [`and ${lostClaims.length - MOST_LOST} more`] : [];
  return [section(['Sales took these; with the change they stay behind:', ...lines, ...more].join('\n'))];
}

function compareBy(
  title: string,
  today: ReadonlyMap<string, Handed>,
  changed: ReadonlyMap<string, Handed>,
  label: (key: string) => string,
): KnownBlock[] {
  const keys = [...new Set([...today.keys(), ...changed.keys()])].toSorted().slice(0, MOST_CHANNELS);
  if (keys.length === 0) return [];
  const of = (counts: ReadonlyMap<string, Handed>, key: string) => counts.get(key)?.handedOver ?? 0;
  return [
    context(
      `${title}: ${keys.map((key) => `${label(key)} ${of(today, key)} → ${of(changed, key)}`).join(' · ')}`,
    ),
  ];
}
