import type { LeadProfile } from '../scoring/assessment.ts';

/** Fills the placeholders of an angle; what is not known is said in general words, never left as a placeholder. */
export function fillAngle(angle: string, profile: LeadProfile, seller: string): string {
  const values: Record<string, string> = {
    company: profile.company.name ?? profile.company.domain ?? 'their company',
    industry: profile.company.industry ?? 'similar',
    role: profile.role ?? 'their role',
    name: profile.name ?? 'the lead',
    seller,
  };
  return angle.replace(/\{\{\s*(\w+)\s*\}\}/g, (_whole, key: string) => values[key] ?? '');
}
