import { SHOWN } from './limits.ts';
import { context, type Message, section } from './parts.ts';
import { termName } from './term-name.ts';
import { escapeFallback, escapeMrkdwn } from './text.ts';
import { signed, tenths, when } from './time-text.ts';

/** Leads that a rep's rejections for a reason keep from being handed over. */
export interface Spared {
  reason: string; // its label
  count: number;
  atLeast: boolean;
}

/** What a rejection taught, for who gave it. */
export type RejectionLesson = { reason: string; spared: Spared | null } & (
  | {
      taught: {
        terms: { term: string; before: number; after: number }[]; // points a unit; what moved most
        fallen: { count: number; atLeast: boolean }; // waiting leads that are no longer ready
      };
    }
  | { taught: null; exclude: 'lead' | 'company' | null; backAt: number | null }
);

/** Tells a rep, and only them, what their rejection taught. */
export function buildLessonNote(lesson: RejectionLesson, timezone: string): Message {
  const { reason, spared } = lesson;
  const said = `*${escapeMrkdwn(reason, SHOWN.field)}*`;
  const line = lesson.taught
    ? `:bulb: ${said} taught the score: ${taught(lesson.taught)}`
    : `:ok_hand: Noted. ${said} says nothing about who fits, so the score stays as it is${stays(lesson, timezone)}.`;
  return {
    text: lesson.taught
      ? `What “${escapeFallback(reason)}” taught the score`
      : `Noted: “${escapeFallback(reason)}”. The score stays as it is.`,
    blocks: [section(line), ...(spared ? [context(sparedLine(spared))] : [])],
  };
}

/** "Since you said *student projects*, 9 such leads were held back." */
export function sparedLine({ reason, count, atLeast }: Spared): string {
  const such = count === 1 ? '1 such lead is' : `${count} such leads are`;
  return `:shield: Since you said *${escapeMrkdwn(reason, SHOWN.field)}*, ${atLeast ? 'at least ' : ''}${such} held back.`;
}

function taught({ terms, fallen }: Extract<RejectionLesson, { taught: object }>['taught']): string {
  const moved = terms.map(({ term, before, after }) => {
    const points = Math.round(before) === Math.round(after) ? tenths : signed;
    return `*${escapeMrkdwn(termName(term), SHOWN.short)}* ${points(before)} → ${points(after)}`;
  });
  const what = moved.length > 0 ? moved.join(' · ') : 'it knew as much already';
  if (fallen.count === 0) return `${what}.`;
  const leads = fallen.count === 1 ? 'waiting lead falls' : 'waiting leads fall';
  return `${what}. ${fallen.atLeast ? 'At least ' : ''}${fallen.count} ${leads} under the line.`;
}

function stays({ exclude, backAt }: Extract<RejectionLesson, { taught: null }>, timezone: string): string {
  if (exclude === 'company') return '. Nobody of this company is handed over again';
  if (exclude === 'lead') return '. This lead is not handed over again';
  return backAt === null ? '' : `. The lead may come back ${when(backAt, timezone)}`;
}
