import type { Playbook } from '../schema.ts';
import { describeFeedback, describeServiceLevels, describeVerdicts } from './after-handover.ts';
import { describeFit, describeGates, describeInterest, describeTopics } from './leads.ts';
import { describeRoutes } from './routes.ts';
import { counted, number, percent } from './words.ts';

/** Everything that a playbook says, in plain words: two playbooks that differ read differently. */
export function describePlaybook(playbook: Playbook): string {
  const sections: [title: string, lines: string[]][] = [
    ['Who fits', describeFit(playbook.fit)],
    ['What shows interest', describeInterest(playbook.interest)],
    ['What content is about', describeTopics(playbook.topics)],
    ['When a lead is handed over', [...describeGates(playbook.gates), ...describeLearning(playbook)]],
    ['Where leads go, by the first that holds', describeRoutes(playbook)],
    ['How fast sales answers', describeServiceLevels(playbook.service_levels)],
    ['What a rep can answer', describeVerdicts(playbook)],
    ['What marketing hears, and what is kept', describeFeedback(playbook)],
  ];
  return [
    `${playbook.seller}'s playbook (version ${playbook.version}); times are ${playbook.timezone} time if nothing else is said.`,
    ...sections
      .filter(([, lines]) => lines.length > 0)
      .map(([title, lines]) => [`${title}:`, ...lines.map((line) => `  ${line}`)].join('\n')),
  ].join('\n\n');
}

function describeLearning({
  expected_acceptance: expected,
  trust,
  explore,
  weekly_budget: budget,
}: Playbook): string[] {
  return [
    `Sales is expected to accept ${percent(expected)} of what is handed over, before there are verdicts.`,
    describeTrust(trust),
    explore === 0
      ? 'No handovers are kept for leads that were not chosen.'
      : `${percent(explore)} of handovers go to leads that were not chosen, to learn what is missed.`,
    budget === undefined
      ? 'No limit to the handovers of a week.'
      : `Sales can work ${counted(budget, 'handover')} in a week; the readiness that is needed rises to keep to it.`,
  ];
}

function describeTrust(trust: number): string {
  if (trust === 1) return 'Verdicts move the points at the usual pace.';
  const pace = trust > 1 ? 'more slowly' : 'faster';
  return `The points are believed ${number(trust)} times as firmly as usual: verdicts move them ${pace}.`;
}
