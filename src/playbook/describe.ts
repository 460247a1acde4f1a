import type { Span } from './duration.ts';
import type { Playbook } from './schema.ts';

/** What a playbook says, in plain words. */
export function describePlaybook(playbook: Playbook): string {
  const { fit, gates, interest, routes, service_levels: levels } = playbook;
  const signals = Object.entries(interest.signals);
  const named = (list: typeof signals) => list.map(([name]) => name).join(', ') || 'nothing';
  return [
    `${playbook.seller}'s playbook, times in ${playbook.timezone}.`,
    `A good fit: ${fit.roles.map(({ level, points }) => `${level} (${points})`).join(', ') || 'any role'}.`,
    `Never handed over: ${[...fit.exclude.domains, ...fit.exclude.tags].join(', ') || 'nobody is excluded'}.`,
    `Meaningful: ${named(signals.filter(([, one]) => one.meaningful || one.meaningful_from !== undefined))}.`,
    `Asks for us: ${named(signals.filter(([, one]) => one.hand_raise))}.`,
    `Handed over from fit ${gates.fit}, interest ${gates.interest} and readiness ${gates.readiness}, with a meaningful action in the last ${gates.why_now_days} days, when these are known: ${gates.context.join(', ')}.`,
    ...routes.map(
      ({ when, channel, daily_cap }) =>
        `To #${channel}${when ? ` when ${JSON.stringify(when)}` : ''}${daily_cap ? `, at most ${daily_cap} a day` : ''}.`,
    ),
    `Unclaimed: ${levels.nudge_after ? `a reminder after ${span(levels.nudge_after)}, ` : ''}${levels.escalate_after ? `the manager after ${span(levels.escalate_after)}, ` : ''}back to marketing after ${span(levels.expire_after)}.`,
  ].join('\n');
}

function span({ amount, unit }: Span): string {
  return `${amount}${unit}`;
}
