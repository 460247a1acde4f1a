import type { EmployeesRule, Playbook } from '../playbook/schema.ts';
import type { LeadProfile } from './assessment.ts';

/** One fact about a lead that the playbook names, with what it is worth: 0 points are for verdicts to move. */
export interface FitFact {
  term: string;
  points: number;
  says: string;
  evidence: string[];
}

export interface Fit {
  facts: FitFact[];
  level: string | null;
}

/** What the playbook says of who the lead is and where they work. Unknown facts say nothing. */
export function readFit(profile: LeadProfile, { fit }: Playbook): Fit {
  const facts: FitFact[] = [];
  const { role, company } = profile;
  const rule =
    role === null ? undefined : fit.roles.find(({ match }) => match.some((words) => hasWords(role, words)));
  if (rule)
    facts.push({
      term: `role:${rule.level}`,
      points: rule.points,
      says: `${role} is a ${rule.level}`,
      evidence: ['profile.role'],
    });

  const industry = company.industry?.toLowerCase() ?? null;
  const industryPoints = industry === null ? undefined : own(fit.industries, industry);
  if (industryPoints !== undefined) {
    facts.push({
      term: `industry:${industry}`,
      points: industryPoints,
      says: `industry is ${industry}`,
      evidence: ['company.industry'],
    });
  }
  const { employees } = company;
  const range =
    employees === null
      ? undefined
      : fit.employees.find(
          ({ min, max }) => employees >= (min ?? 0) && employees <= (max ?? Number.POSITIVE_INFINITY),
        );
  if (range) {
    facts.push({
      term: employeesTerm(range),
      points: range.points,
      says: `${employees} employees`,
      evidence: ['company.employees'],
    });
  }
  const country = profile.country ?? company.country;
  const countryPoints = country === null ? undefined : own(fit.countries, country);
  if (countryPoints !== undefined) {
    facts.push({
      term: `country:${country}`,
      points: countryPoints,
      says: `based in ${country}`,
      evidence: [profile.country ? 'profile.country' : 'company.country'],
    });
  }
  if (profile.emailKind) {
    facts.push({
      term: `email:${profile.emailKind}`,
      points: fit.email[profile.emailKind],
      says: `${profile.emailKind} email address`,
      evidence: ['profile.email'],
    });
  }
  return { facts, level: rule?.level ?? null };
}

/** The term of a range of sizes: `employees:200-5000`. */
export function employeesTerm({ min, max }: EmployeesRule): string {
  return `employees:${min ?? 0}-${max ?? ''}`;
}

/** The most points that this playbook can give for fit. */
export function bestFit({ fit }: Playbook): number {
  const best = (points: number[]) => Math.max(0, ...points);
  return (
    best(fit.roles.map(({ points }) => points)) +
    best(Object.values(fit.industries)) +
    best(fit.employees.map(({ points }) => points)) +
    best(Object.values(fit.countries)) +
    best(Object.values(fit.email))
  );
}

/** Whether the role has these words, whole and in this order, in any case. */
function hasWords(role: string, words: string): boolean {
  const tidy = (text: string) =>
    ` ${text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `;
  return tidy(role).includes(tidy(words));
}

/** A table's own entry: names from outside must not find what every object has, such as `constructor`. */
function own(table: Readonly<Record<string, number>>, key: string): number | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
