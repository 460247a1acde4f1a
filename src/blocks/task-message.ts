import { ACTIONS } from './ids.ts';
import { claimLine } from './lead-brief.ts';
import { SHOWN } from './limits.ts';
import { actions, button, context, type Message, section } from './parts.ts';
import { clean, escapeFallback, escapeMrkdwn, person } from './text.ts';
import { count, days } from './time-text.ts';

export interface MarketingTask {
  postingId: string;
  subject: { kind: 'source' | 'content'; name: string };
  reason: string; // its label
  windowDays: number;
  evidence: { leadName: string; company: string | null; by: string; words: string | null; at: number }[];
  done: { by: string } | null;
  timezone: string;
}

const MOST = 8;

/** A task for marketing: several reps turned leads of one source or content down for one reason. */
export function buildTask(task: MarketingTask): Message {
  const { postingId, subject, reason, evidence, done } = task;
  const reps = new Set(evidence.map(({ by }) => by)).size;
  const [verb, about] = subject.kind === 'source' ? ['from', 'source'] : ['who took in', 'content'];
  const shown = evidence.slice(-MOST).toReversed();
  return {
    text: `Task: sales turned down leads ${verb} ${escapeFallback(subject.name)} for “${escapeFallback(reason)}”`,
    blocks: [
      section(
        `:clipboard: *Task:* sales turned down leads ${verb} *${escapeMrkdwn(subject.name, SHOWN.entry)}* for *${escapeMrkdwn(reason, SHOWN.entry)}*`,
      ),
      context(
        `${count(evidence.length, 'rejection')} by ${count(reps, 'rep')} within ${task.windowDays} days. Look at what this ${about} promises, and to whom.`,
      ),
      ...shown.map((one) => context(evidenceLine(one, task.timezone))),
      ...(evidence.length > shown.length ? [context(`and ${evidence.length - shown.length} earlier`)] : []),
      done
        ? context(`:white_check_mark: Done · ${person(done.by)}`)
        : actions(`task:${postingId}`, [
            button(ACTIONS.taskDone, 'Done', postingId, `${subject.name}, ${reason}`),
          ]),
    ],
  };
}

function evidenceLine(
  { leadName, company, by, words, at }: MarketingTask['evidence'][number],
  timezone: string,
) {
  const said = clean(words) === '' ? '' : `: “${escapeMrkdwn(words, SHOWN.entry)}”`;
  return `${claimLine(leadName, company)} · ${person(by)}, ${days(at, at, timezone)}${said}`;
}
