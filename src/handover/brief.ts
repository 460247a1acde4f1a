import type { BriefField } from '../playbook/schema.ts';

/** One statement of a brief and what it rests on: ids of activities, or facts as `profile.role`. */
export interface Statement {
  text: string;
  evidence: string[];
}

/** The eight fields, in the words of the design; null where nothing is known. Frozen at handover. */
export interface Brief {
  leadName: string; // best name there is: name, else email, else "Unknown visitor"
  fields: Record<BriefField, Statement | null>;
  whyNow: Statement | null;
  missing: BriefField[];
  timeline: TimelineEntry[]; // newest first, at most 30
}

export interface TimelineEntry {
  activityId: string;
  at: number; // epoch milliseconds
  says: string; // "downloaded Month-end close checklist"
  url: string | null; // https only
  meaningful: boolean;
}
