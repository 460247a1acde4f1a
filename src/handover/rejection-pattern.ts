/** When several reps turn leads down that have one thing in common. Pure. */

/** What rejected leads can have in common: where they came from, or a piece of content they took in. */
export interface Subject {
  kind: 'source' | 'content';
  name: string;
}

/** One rejection for the reason that is looked at. */
export interface Rejection {
  verdictId: string;
  by: string; // Slack user id
  source: string | null;
  content: string[];
}

/** A task that was made of such a pattern. */
export interface KnownTask {
  id: string;
  subject: Subject;
  verdictIds: string[];
  isDone: boolean;
}

export type Pattern =
  | { kind: 'more'; task: KnownTask; verdictIds: string[] } // a task that is not done yet has more evidence
  | { kind: 'new'; subject: Subject; verdictIds: string[] };

/** So many different reps make a pattern: one is a taste, two are a coincidence. */
const REPS = 3;

/**
 * What the newest rejection shows together with the others for its reason, in the order of time: more evidence for a
 * task that is open, a new task, or nothing. A rejection is evidence for one task at most, so that leads with much in
 * common make one message, and a task that is done comes again only when it happens again.
 */
export function findPattern(rejections: readonly Rejection[], tasks: readonly KnownTask[]): Pattern | null {
  const newest = rejections.at(-1);
  if (!newest) return null;
  const open = tasks.find(({ isDone, subject }) => !isDone && isAbout(newest, subject));
  if (open) return { kind: 'more', task: open, verdictIds: [...open.verdictIds, newest.verdictId] };
  const used = new Set(tasks.flatMap(({ verdictIds }) => verdictIds));
  const fresh = rejections.filter(({ verdictId }) => !used.has(verdictId));
  const candidates = subjectsOf(newest).map((subject) => {
    const evidence = fresh.filter((one) => isAbout(one, subject));
    return { subject, evidence, reps: new Set(evidence.map(({ by }) => by)).size };
  });
  const [most] = candidates
    .filter(({ reps }) => reps >= REPS)
    .toSorted((a, b) => b.reps - a.reps || b.evidence.length - a.evidence.length);
  return most
    ? { kind: 'new', subject: most.subject, verdictIds: most.evidence.map(({ verdictId }) => verdictId) }
    : null;
}

/** The source first: of what is equally frequent it says more than a page that everybody reads. */
function subjectsOf({ source, content }: Rejection): Subject[] {
  return [
    ...(source === null ? [] : [{ kind: 'source' as const, name: source }]),
    ...content.map((name) => ({ kind: 'content' as const, name })),
  ];
}

function isAbout({ source, content }: Rejection, { kind, name }: Subject): boolean {
  return kind === 'source' ? source === name : content.includes(name);
}
