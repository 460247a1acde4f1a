import type { Playbook } from '../playbook/schema.ts';
import type { AssessInput, WhyNow } from './assessment.ts';
import { DAY_MS, fadedAt } from './interest.ts';
import type { InterestState } from './interest-state.ts';
import { ago, nounOf, quiet, sinceDay } from './words.ts';

const QUIET_MS = 21 * DAY_MS; // a pause worth telling
export const USUAL_HALF_LIFE_MS = 56 * DAY_MS;
const SEVERAL = 2; // colleagues active with the lead: a company at work on it, not a person
const STRONG_POINTS = 15; // an action that is news by itself when it is the first

/**
 * What newly happened that makes this the moment, measured against the lead's own past; the one that says most comes
 * first: they asked, came back after a pause, do more than usual, several of their company are active, or they did
 * something strong for the first time. Null when nothing did within `why_now_days`, or since the last handover ended.
 */
export function readWhyNow({ interest, colleagues, playbook, since, now }: AssessInput): WhyNow | null {
  const { lastMeaningful, handRaise, burst } = interest;
  const oldest = Math.max(since ?? Number.NEGATIVE_INFINITY, now - playbook.gates.why_now_days * DAY_MS);
  const when = (at: number) => ago(at, now, playbook.timezone);
  const isNews = (at: number) => at > oldest && at <= now + 5 * 60_000;
  const from = (at: number) => sinceDay(at, now, playbook.timezone);
  const withColleagues = (text: string) =>
    colleagues.active > 0
      ? `${text}; ${colleagues.active} ${colleagues.active === 1 ? 'colleague' : 'colleagues'} active${colleagues.since ? ` since ${from(colleagues.since)}` : ' too'}`
      : text;
  if (handRaise && isNews(handRaise.at)) {
    return {
      trigger: 'asked',
      at: handRaise.at,
      says: withColleagues(`${actionOf(interest, handRaise, playbook)} ${when(handRaise.at)}`),
      evidence: [handRaise.activityId],
    };
  }
  if (!lastMeaningful || !burst || !isNews(lastMeaningful.at)) return null;
  const found = (trigger: WhyNow['trigger'], text: string): WhyNow => ({
    trigger,
    at: lastMeaningful.at,
    says: withColleagues(text),
    evidence: [lastMeaningful.activityId],
  });
  const action = actionOf(interest, lastMeaningful, playbook);
  const known = interest.signals[lastMeaningful.signal];
  if (burst.quietMs !== null && burst.quietMs >= QUIET_MS) {
    const first = known?.previous === null ? ' for the first time' : '';
    return found('return', `${action}${first} ${when(lastMeaningful.at)}, after ${quiet(burst.quietMs)}`);
  }
  // A burst as long as the usual rate remembers is itself what is usual; what was told before is no news.
  const isFresh = burst.startedAt > oldest && burst.last - burst.startedAt < QUIET_MS;
  const before = fadedAt(interest.usual, USUAL_HALF_LIFE_MS, now) - burst.meaningful;
  if (isFresh && burst.meaningful >= 2 && burst.meaningful > Math.max(0, before)) {
    const kind = before <= 0.5 ? 'all new' : 'more than usual for them';
    const says = `${burst.meaningful} meaningful actions since ${from(burst.startedAt)}, ${kind}`;
    return { ...found('surge', says), from: burst.startedAt };
  }
  if (colleagues.active >= SEVERAL) {
    const first = known?.previous === null ? ' for the first time,' : '';
    return found('company', `${action}${first} ${when(lastMeaningful.at)}`);
  }
  const first = strongFirsts(interest, playbook)
    .filter(({ at }) => isNews(at))
    .toSorted((a, b) => b.at - a.at)[0];
  if (!first) return null;
  return {
    trigger: 'first',
    at: first.at,
    says: withColleagues(`${actionOf(interest, first, playbook)} for the first time, ${when(first.at)}`),
    evidence: [first.activityId],
  };
}

/** When the lead first did what is strong, for each kind; what it did since does not take the news away. */
export function strongFirsts({ signals }: InterestState, playbook: Playbook): Action[] {
  return Object.entries(signals).flatMap(([signal, { first, firstId, lastId }]) => {
    const known = playbook.interest.signals[signal];
    const isStrong = known?.meaningful && (known.points ?? 0) >= STRONG_POINTS;
    return isStrong ? { signal, at: first, activityId: firstId ?? lastId } : [];
  });
}

type Action = NonNullable<InterestState['lastMeaningful']>;

/** "looked at pricing", "attended “Close in five days”", "downloaded a guide". */
function actionOf(
  { things }: InterestState,
  { signal, activityId }: Pick<Action, 'signal' | 'activityId'>,
  playbook: Playbook,
): string {
  const known = playbook.interest.signals[signal];
  const says = known?.says ?? signal.replaceAll('_', ' ');
  const noun = nounOf(signal, known);
  if (noun === null) return says;
  const title = Object.values(things).find((thing) => thing.activityId === activityId)?.title;
  return title ? `${says} “${title}”` : `${says} a ${noun}`;
}
