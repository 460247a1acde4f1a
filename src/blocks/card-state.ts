/** Everything a card is drawn from: the present state of a handover, and what was frozen when it was made. */
import type { Brief } from '../handover/brief.ts';
import type { HandoverState } from '../handover/state.ts';
import type { Assessment } from '../scoring/assessment.ts';

export interface CardState {
  handoverId: string;
  leadId: string;
  state: HandoverState;
  brief: Brief;
  assessment: Assessment;
  handRaise: boolean;
  /** Taken at random of those that were not chosen, to learn what the gates miss. */
  secondLook: boolean;
  /** The card in whose thread this one is told, because the company already has one. */
  host: { leadName: string; owner: { by: string; ended: string | null } | null } | null; // ended: what came of it
  /** The card that goes on in place of this one, because both are about one person. */
  sameAs: { leadName: string; channel: string; claimedBy: string | null } | null;
  /** `took`: for how long the card had asked for someone, by the clock and in working time. */
  claimed: { by: string; at: number; took: { ms: number; workingMs: number | null } | null } | null;
  snoozed: { by: string; until: number; note: string | null } | null;
  woken: { why: string; note: string | null } | null;
  lapsed: { by: string; after: string } | null; // whose claim, after what span without an outcome
  expiresAfter: string; // a span in words
  rejected: { by: string; reason: string; words: string | null; at: number } | null; // reason: its label
  outcome: { by: string; label: string; reason: string | null; words: string | null; at: number } | null;
  snoozePresets: { label: string }[];
  timezone: string;
}
