import { spanMs } from './duration.ts';
import type { Playbook } from './schema.ts';

interface Issue {
  path: PropertyKey[];
  message: string;
}

/** What single fields can't show: names that nothing bears, ids used twice, routes that nothing reaches. */
export function crossCheck(playbook: Playbook): Issue[] {
  const { fit, routes, topics, service_levels: levels } = playbook;
  const issues: Issue[] = [];
  for (const list of ['topics', 'reject_reasons', 'outcomes'] as const) {
    const seen = new Set<string>();
    for (const [index, { id }] of playbook[list].entries()) {
      if (seen.has(id)) issues.push({ path: [list, index, 'id'], message: `${id} is used twice` });
      seen.add(id);
    }
  }
  const roleLevels = fit.roles.map(({ level }) => level);
  for (const [index, { when }] of routes.entries()) {
    const unknownLevel = when?.level?.find((level) => !roleLevels.includes(level));
    const unknownTopic = when?.topic?.find((id) => topics.every((topic) => topic.id !== id));
    if (unknownLevel)
      issues.push({
        path: ['routes', index, 'when', 'level'],
        message: `no role rule has the level ${unknownLevel}`,
      });
    if (unknownTopic)
      issues.push({ path: ['routes', index, 'when', 'topic'], message: `there is no topic ${unknownTopic}` });
    if (!when && index < routes.length - 1) {
      issues.push({
        path: ['routes', index],
        message: 'holds for every lead, so the routes below are never reached',
      });
    }
  }
  if (
    levels.nudge_after &&
    levels.escalate_after &&
    spanMs(levels.nudge_after) > spanMs(levels.escalate_after)
  ) {
    issues.push({
      path: ['service_levels', 'nudge_after'],
      message: 'expected to be at most escalate_after',
    });
  }
  return issues;
}
