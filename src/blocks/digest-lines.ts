/** The lines of a digest, as mrkdwn: the message shows the first of each, the modal all. */
import { type Share, wilson } from '../scoring/interval.ts';
import { type Digest, FEWEST, type MovedTerm, type NamedShare, standing } from './digest.ts';
import { trustLine } from './lead-line.ts';
import { SHOWN } from './limits.ts';
import { escapeMrkdwn, person } from './text.ts';
import { count, signed, tenths, workingSpan } from './time-text.ts';

const MOST_REASONS = 12;

/** "12 of 20 · 60% (39–78%)". */
export function shareText(share: Share): string {
  const { low, high } = wilson(share);
  const whole = (part: number) => Math.round(100 * part);
  if (share.of === 0) return '0 of 0';
  return `${share.accepted} of ${share.of} · ${whole(share.accepted / share.of)}% (${whole(low)}–${whole(high)}%)`;
}

export function acceptedLine({ accepted, before }: Digest): string {
  if (accepted.of === 0) return 'Sales decided on no lead this week.';
  const against = {
    '-1': 'Fewer than in the four weeks before',
    '0': 'Within chance of the four weeks before',
    '1': 'More than in the four weeks before',
    null: 'Too few verdicts to compare with the four weeks before',
  }[`${standing(accepted, before)}`];
  const compared = before.of === 0 ? '' : ` ${against}: ${shareText(before)}.`;
  return `Sales accepted *${shareText(accepted)}* of the leads it decided on.${compared}`;
}

export function movedLine({ name, before, after, doubt, verdicts }: MovedTerm): string {
  const points = Math.round(before) === Math.round(after) ? tenths : signed;
  const arrow = after > before ? ':arrow_upper_right:' : ':arrow_lower_right:';
  return `${arrow} ${escapeMrkdwn(name, SHOWN.name)} *${points(before)} → ${points(after)}* ±${Math.round(doubt)} · ${count(verdicts, 'verdict')}`;
}

export function namedLine(named: NamedShare): string {
  return `${escapeMrkdwn(named.name, SHOWN.name)}: ${standingText(named)}`;
}

export function repLine(named: NamedShare): string {
  return `${person(named.name)}: ${standingText(named)}`;
}

function standingText({ stands, ...share }: NamedShare): string {
  const told = { '-1': ' · *below the rest*', '0': '', '1': ' · *above the rest*', null: '' }[`${stands}`];
  return `${shareText(share)}${told}`;
}

export function reasonsLine({ source, reasons }: Digest['reasons'][number], most = MOST_REASONS): string {
  const told = reasons
    .slice(0, most)
    .map(({ reason, count: times }) => `${escapeMrkdwn(reason, SHOWN.short)} ${times}`);
  return `${escapeMrkdwn(source, SHOWN.short)}: ${told.join(', ')}`;
}

/** "Half of 23 claims came within 42 min of working time, nine in ten within 5 h": of too few it is no figure of the team. */
export function speedLines({ week, before }: Digest['speed']): string[] {
  const { claims, halfMs, mostMs, expired } = week;
  const within = (ms: number | null) => `within ${workingSpan(ms ?? 0)}`;
  const against =
    before.halfMs === null
      ? ''
      : `; in the four weeks before ${within(before.halfMs)} and ${within(before.mostMs)}`;
  return [
    ...(halfMs === null
      ? []
      : [
          `Half of ${count(claims, 'claim')} came within *${workingSpan(halfMs)}* of working time, nine in ten ${within(mostMs)}${against}`,
        ]),
    ...(expired === 0
      ? []
      : [`${count(expired, 'card')} expired: nobody took ${expired === 1 ? 'it' : 'them'} in time`]),
  ];
}

/** What the second looks say of the leads that were not chosen; none when there were no second looks. */
export function secondLooksLines({ looks, judged, rate }: Digest['secondLooks']): string[] {
  if (looks === 0) return [];
  const whole = (part: number) => Math.round(100 * part);
  const missed = rate
    ? `sales would have accepted about ${whole(rate.share)}% (${whole(rate.low)}–${whole(rate.high)}%) of the leads not chosen`
    : 'none is decided yet';
  return [`${count(looks, 'lead')} not chosen went to sales at random, ${judged} decided: ${missed}`];
}

/** "Jane Doe 72, Max Moritz 70": who would have come next, and how far that can be trusted; none without a weekly budget. */
export function nextPlacesLines({
  nextPlaces,
  calibration,
}: Pick<Digest, 'nextPlaces' | 'calibration'>): string[] {
  const told = nextPlaces.map(
    ({ leadName, readiness }) => `${escapeMrkdwn(leadName, SHOWN.short)} ${Math.round(readiness)}`,
  );
  return told.length === 0 ? [] : [told.join(', '), `_${trustLine({ calibration })}_`];
}

export function calibrationLine({ verdicts, error }: Digest['calibration']): string {
  return error === null
    ? `Too early to check whether readiness keeps its word: ${count(verdicts, 'final verdict')} so far.`
    : `Readiness is off by ${Math.round(100 * error)} points on average, over ${count(verdicts, 'final verdict')}.`;
}

/** "2 more with fewer than 8 verdicts"; null when there are none. */
export function fewLine(few: number): string | null {
  return few === 0 ? null : `${few} more with fewer than ${FEWEST} verdicts: too few to tell`;
}
