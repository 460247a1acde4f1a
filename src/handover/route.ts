import type { Playbook } from '../playbook/schema.ts';
import type { Route, RouteCondition } from '../playbook/routes.ts';
import type { Assessment, LeadProfile } from '../scoring/assessment.ts';

/** The first route of the playbook that holds for the lead; null when none does. */
export function findRoute(playbook: Playbook, profile: LeadProfile, assessment: Assessment): Route | null {
  return playbook.routes.find(({ when }) => !when || holds(when, profile, assessment)) ?? null;
}

function holds(when: RouteCondition, profile: LeadProfile, { level, topics }: Assessment): boolean {
  const { company } = profile;
  const among = (list: string[] | undefined, value: string | null) =>
    !list || (value !== null && list.includes(value));
  const employees = company.employees;
  return (
    among(when.country, profile.country ?? company.country) &&
    among(when.industry, company.industry?.toLowerCase() ?? null) &&
    among(when.level, level) &&
    (!when.topic || topics.some(({ id }) => when.topic?.includes(id))) &&
    (!when.employees ||
      (employees !== null &&
        employees >= (when.employees.min ?? 0) &&
        employees <= (when.employees.max ?? Number.POSITIVE_INFINITY)))
  );
}
