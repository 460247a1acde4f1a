import type { Colleagues } from '../../scoring/assessment.ts';
import { COLLEAGUES_MS } from '../../scoring/crossing.ts';
import type { InterestPast } from './interest-past.ts';
import type { PastLead } from './past-lead.ts';

/** Who works with whom, as far as the leads met so far say. */
export interface Companies {
  add(lead: PastLead): void;
  /** Others of the lead's company who were active, as `COLLEAGUES_MS` has it. */
  colleaguesOf(lead: PastLead, interest: InterestPast, now: number): Colleagues;
}

export function createCompanies(): Companies {
  const members = new Map<string, string[]>();
  return {
    add({ id, companyId }) {
      if (!companyId) return;
      const known = members.get(companyId);
      if (known) known.push(id);
      else members.set(companyId, [id]);
    },
    colleaguesOf({ id, companyId }, interest, now) {
      const times: number[] = [];
      for (const other of members.get(companyId ?? '') ?? []) {
        const at = other === id ? undefined : interest.of(other).lastMeaningful?.at;
        if (at !== undefined && at >= now - COLLEAGUES_MS) times.push(at);
      }
      return { active: times.length, since: times.length === 0 ? null : Math.min(...times) };
    },
  };
}
