/** What scoring takes and gives. Plain data: no clock, database or network. Times are epoch milliseconds. */
import type { BriefField, Playbook } from '../playbook/schema.ts';
import type { Model } from './model/model.ts';
import type { InterestState } from './interest-state.ts';

/** What is known of a lead and their company. Unknown facts are null. */
export interface LeadProfile {
  name: string | null;
  email: string | null;
  emailKind: 'work' | 'free' | 'disposable' | null;
  role: string | null;
  phone: string | null;
  country: string | null;
  tags: string[];
  company: {
    name: string | null;
    domain: string | null;
    industry: string | null;
    employees: number | null;
    country: string | null;
  };
  source: { channel: string | null; campaign: string | null } | null;
}

/** Other leads of the same company with a meaningful action in the last seven days. */
export interface Colleagues {
  active: number;
  since: number | null; // the first of those actions
}

export interface AssessInput {
  profile: LeadProfile;
  interest: InterestState;
  colleagues: Colleagues;
  playbook: Playbook;
  /** What the playbook believes and verdicts taught, as weights of terms. */
  model: Model;
  /** Why-now counts only what happened after this: the end of the lead's last handover. */
  since: number | null;
  now: number;
}

/** What a term is about: the lessons that a verdict can teach, and where the lead came from. */
export type ReasonGroup =
  | 'baseline'
  | 'fit.role'
  | 'fit.organisation'
  | 'fit.topic'
  | 'interest'
  | 'timing'
  | 'context'
  | 'source';

/** One signed contribution to the score. The points of all reasons add up to `Assessment.points`. */
export interface Reason {
  term: string; // `role:decision maker`, `industry:manufacturing`, `signal:pricing_viewed`
  group: ReasonGroup;
  says: string; // "VP Finance is a decision maker", "looked at pricing twice, last 2 days ago"
  points: number;
  evidence: string[]; // ids of activities, or facts as `profile.role`
}

export interface Gate {
  gate: 'excluded' | 'fit' | 'interest' | 'context' | 'readiness' | 'why_now';
  passed: boolean;
  says: string; // "fit 28 is below 35", "role and source are missing"
}

export interface WhyNow {
  trigger: 'asked' | 'surge' | 'return' | 'first' | 'company';
  at: number;
  says: string; // "first pricing visit after 5 quiet weeks; 2 colleagues since Tuesday"
  evidence: string[];
  from?: number; // of a surge: when it began, all that was meaningful since being evidence too
}

export interface Assessment {
  at: number;
  fit: number; // 0-100
  interest: number; // 0-100
  context: number; // 0-100, share of the required brief fields that are known
  readiness: number; // 0-100: 100 x the probability that sales accepts
  points: number; // 20 points double the odds
  logOdds: number; // as the model has it, before calibration: what calibration is fitted on
  calibration: { verdicts: number; error: number | null }; // matured verdicts, and how far off, 0 to 1
  doubt: number; // standard deviation of the points
  verdicts: number; // that the model had learned from
  reasons: Reason[]; // largest magnitude first, baseline last
  gates: Gate[];
  passed: boolean; // all gates
  whyNow: WhyNow | null;
  handRaise: boolean; // asked for us within why_now_days, and newly
  level: string | null; // of the first role rule that matches
  topics: { id: string; weight: number; share: number; evidence: string[] }[]; // strongest first; shares add to 1
  missing: BriefField[];
  features: Record<string, number>; // term -> value x; contribution = weight x value
}
