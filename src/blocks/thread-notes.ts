/** What Baton says in threads, each a line with the people whom it is for. */
import { claimLine } from './lead-brief.ts';
import { SHOWN } from './limits.ts';
import { type Message, section } from './parts.ts';
import { channelName, clean, escapeFallback, escapeMrkdwn, person } from './text.ts';

interface Whom {
  leadName: string;
  company: string | null;
}

/** Brings a card up again after marketing overturned its rejection: in its thread, and in the channel. */
export function buildAgainNote(note: Whom & { by: string; reason: string }): Message {
  const { leadName, company, by, reason } = note;
  const why = `the rejection “${escapeMrkdwn(reason, SHOWN.entry)}” no longer counts`;
  return {
    text: `Handed over again: ${fallbackOf(note)}`,
    blocks: [
      section(
        `:leftwards_arrow_with_hook: ${claimLine(leadName, company)} was handed over again by ${person(by)}: ${why}. The card heads this thread.`,
      ),
    ],
  };
}

/** Asks the rep who rejected a lead to talk about it where marketing was told of it. */
export function buildTalkNote(note: Whom & { rep: string; by: string }): Message {
  const { leadName, company, rep, by } = note;
  return {
    text: `Let us talk about ${fallbackOf(note)}`,
    blocks: [
      section(
        `:speech_balloon: ${person(rep)}, ${person(by)} would like to talk about why ${claimLine(leadName, company)} was not for you.`,
      ),
    ],
  };
}

/** The same by direct message, for a rep who is not in that channel. */
export function buildDirectTalkNote(note: Whom & { by: string; channel: string }): Message {
  const { leadName, company, by, channel } = note;
  return {
    text: `Let us talk about ${fallbackOf(note)}`,
    blocks: [
      section(
        `:speech_balloon: ${person(by)} would like to talk about why ${claimLine(leadName, company)} was not for you. Write to ${person(by)}, or join ${channelName(channel)}: a thread waits for you there.`,
      ),
    ],
  };
}

/** Tells a rep that their lead is the same person as one that somebody else has claimed. */
export function buildSameNote(
  note: Whom & { rep: string; other: { leadName: string; channel: string; by: string } },
): Message {
  const { rep, other } = note;
  return {
    text: `Claimed twice: ${fallbackOf(note)}`,
    blocks: [
      section(
        `:busts_in_silhouette: ${person(rep)}, this turned out to be the same person as *${escapeMrkdwn(other.leadName, SHOWN.name)}*, whom ${person(other.by)} claimed in ${channelName(other.channel)}. That card goes on, this one is closed.`,
      ),
    ],
  };
}

function fallbackOf({ leadName, company }: Whom): string {
  const of = clean(company);
  return escapeFallback(of === '' ? leadName : `${leadName}, ${of}`);
}
