import { SHOWN } from './limits.ts';
import { context, type Message } from './parts.ts';
import { claimLine } from './lead-brief.ts';
import { escapeFallback, escapeMrkdwn, person } from './text.ts';

/** Tells marketing in one line what became of a lead: `says` is such as "claimed" or "Meeting booked". */
export function buildVerdictNote(note: {
  leadName: string;
  company: string | null;
  says: string;
  by: string;
}): Message {
  return {
    text: `${escapeFallback(note.leadName)}: ${escapeFallback(note.says)}`,
    blocks: [
      context(
        `${claimLine(note.leadName, note.company)} · ${escapeMrkdwn(note.says, SHOWN.field)} · ${person(note.by)}`,
      ),
    ],
  };
}
