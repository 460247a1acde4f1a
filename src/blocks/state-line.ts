import type { CardState } from './card-state.ts';
import { SHOWN } from './limits.ts';
import { channelName, escapeMrkdwn, person } from './text.ts';
import { span, when, workingSpan } from './time-text.ts';

/** Where the handover stands, as mrkdwn; empty while it is simply open. */
export function stateLines(state: CardState): string[] {
  switch (state.state) {
    case 'queued':
    case 'open':
      return [
        ...secondLook(state),
        ...colleague(state),
        ...(state.lapsed ? [lapsed(state.lapsed)] : awake(state)),
      ];
    case 'claimed':
      return [claimed(state), ...outcome(state)];
    case 'snoozed':
      return [snoozed(state)];
    case 'rejected':
      return [rejected(state)];
    case 'expired':
      return [`:hourglass: *Expired:* nobody took this lead within ${state.expiresAfter}`];
    case 'closed':
      return ended(state);
  }
}

/** So that nobody takes it for a mistake: it was not chosen. */
function secondLook({ secondLook: isOne }: CardState): string[] {
  return isOne
    ? [':game_die: *Second look:* not chosen, drawn at random. Your verdict shows what we miss']
    : [];
}

function awake({ woken }: CardState): string[] {
  return woken ? [`:bell: *Awake again:* ${escapeMrkdwn(woken.why, SHOWN.field)}${note(woken.note)}`] : [];
}

/** Why this card stands in the thread of another; whoever owns that one is called. */
function colleague({ host }: CardState): string[] {
  if (!host) return [];
  const name = `*${escapeMrkdwn(host.leadName, SHOWN.name)}*`;
  if (!host.owner) return [`:busts_in_silhouette: A colleague of ${name} is ready too`];
  const { by, ended } = host.owner;
  const how = ended === null ? '' : ` and closed as “${escapeMrkdwn(ended, SHOWN.short)}”`;
  return [
    `:busts_in_silhouette: ${person(by)}, a colleague of ${name}, whom you claimed${how}, is ready too`,
  ];
}

function ended(state: CardState): string[] {
  const { sameAs } = state;
  if (!sameAs) return outcome(state).length > 0 ? outcome(state) : [':checkered_flag: *Closed*'];
  const owner = sameAs.claimedBy ? `, claimed by ${person(sameAs.claimedBy)}` : '';
  return [
    `:busts_in_silhouette: *Same person* as *${escapeMrkdwn(sameAs.leadName, SHOWN.name)}*: see that card in ${channelName(sameAs.channel)}${owner}`,
  ];
}

function claimed({ claimed }: CardState): string {
  if (!claimed) return ':white_check_mark: *Claimed*';
  return `:white_check_mark: *Claimed* by ${person(claimed.by)}${claimed.took ? howFast(claimed.took) : ''}`;
}

/** " in 12 min": in working time, where nights lie between; by the clock, where nobody was at work. */
function howFast({ ms, workingMs }: { ms: number; workingMs: number | null }): string {
  if (workingMs === null || ms - workingMs < 60_000) return ` in ${span(ms)}`;
  return workingMs < 60_000
    ? ` in ${span(ms)}, outside working hours`
    : ` in ${workingSpan(workingMs)} of working time`;
}

function lapsed({ by, after }: { by: string; after: string }): string {
  return `:leftwards_arrow_with_hook: *Open again:* ${person(by)} had it for ${escapeMrkdwn(after, SHOWN.short)} without an outcome`;
}

function snoozed({ snoozed, timezone }: CardState): string {
  if (!snoozed) return ':zzz: *Snoozed*';
  return `:zzz: *Snoozed* until ${when(snoozed.until, timezone)} by ${person(snoozed.by)}${note(snoozed.note)}`;
}

function rejected({ rejected }: CardState): string {
  if (!rejected) return ':no_entry_sign: *Rejected*';
  const why = escapeMrkdwn(rejected.reason, SHOWN.entry);
  return `:no_entry_sign: *Rejected* by ${person(rejected.by)}: ${why}${note(rejected.words)}`;
}

function outcome({ outcome: came }: CardState): string[] {
  if (!came) return [];
  const why = came.reason ? ` (${escapeMrkdwn(came.reason.replaceAll(/[_-]/g, ' '), SHOWN.short)})` : '';
  return [
    `:checkered_flag: *Outcome:* ${escapeMrkdwn(came.label, SHOWN.entry)}${why}, logged by ${person(came.by)}${note(came.words)}`,
  ];
}

/** What somebody wrote, cited on the same line. */
function note(words: string | null): string {
  return words ? ` · “${escapeMrkdwn(words, SHOWN.entry)}”` : '';
}
