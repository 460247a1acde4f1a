import type { Lesson } from '../playbook/after-handover.ts';
import type { Assessment, Reason } from '../scoring/assessment.ts';
import { termName } from './term-name.ts';
import { roundTogether, signed } from './time-text.ts';

/** All reasons with whole points: each is rounded, and together they are still the whole total. */
export function wholeReasons({ reasons }: Assessment): Reason[] {
  const whole = roundTogether(reasons.map(({ points }) => points));
  return reasons.map((reason, index) => ({ ...reason, points: whole[index] ?? 0 }));
}

/** What speaks for a lead, strongest first. What takes points away is never among it. */
export function reasonsFor(assessment: Assessment): Reason[] {
  return terms(assessment)
    .filter(({ points }) => points > 0)
    .sort((one, other) => other.points - one.points)
    .slice(0, 3);
}

/** What speaks against a lead, strongest first. */
export function reasonsAgainst(assessment: Assessment): Reason[] {
  return terms(assessment)
    .filter(({ points }) => points < 0)
    .sort((one, other) => one.points - other.points)
    .slice(0, 2);
}

/** "In all +20: ", "the above, +4 from 6 more, −38 to start from": what is shown and this line add up. */
export function totalLine(assessment: Assessment): [total: string, parts: string] {
  const whole = wholeReasons(assessment);
  const shown = [...reasonsFor(assessment), ...reasonsAgainst(assessment)];
  const others = terms(assessment).filter(({ points }) => points !== 0);
  const start = sum(whole.filter(({ group }) => group === 'baseline'));
  const rest = sum(others) - sum(shown);
  const more = others.length - shown.length;
  const parts = [
    ...(shown.length > 0 ? ['the above'] : []),
    ...(more > 0 ? [`${signed(rest)} from ${more} more`] : []),
    `${signed(start)} to start from`,
  ];
  return [`In all ${signed(sum(whole))}: `, parts.join(', ')];
}

/** "Score said +30 for decision maker": the strongest reason for the lead that this rejection contradicts. */
export function contradictedBy(assessment: Assessment, teaches: Lesson): string | null {
  const [strongest] = wholeReasons(assessment)
    .filter(({ group, points }) => group === teaches && points > 0)
    .sort((one, other) => other.points - one.points);
  return strongest ? `Score said ${signed(strongest.points)} for ${termName(strongest.term)}` : null;
}

export function sum(reasons: readonly { points: number }[]): number {
  return reasons.reduce((total, { points }) => total + points, 0);
}

function terms(assessment: Assessment): Reason[] {
  return wholeReasons(assessment).filter(({ group }) => group !== 'baseline');
}
