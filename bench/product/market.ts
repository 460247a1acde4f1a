/** A market as the product meets it: what leads did, when, and what the record says came of each. */
export interface Market {
  name: string;
  playbook: string; // path
  /** How far the clock moves between two ticks. */
  stepMs: number;
  /** In the order of time. */
  activities: PostedActivity[];
  /** By the lead's `crm_id`. */
  outcomes: Map<string, Outcome>;
}

/** One activity as a client posts it, for the endpoint to check. */
export interface PostedActivity {
  id: string;
  type: string;
  at: string; // ISO 8601
  lead: { crm_id: string; tags?: string[]; [fact: string]: unknown };
}

export interface Outcome {
  accepted: boolean;
  knownAt: number; // epoch milliseconds
}

/**
 * Told when the record says that a lead is decided: it is not to be handed over any more, whoever chooses. The playbooks
 * exclude its tag.
 */
export const DECIDED = { type: 'decided', tag: 'decided' } as const;

export function decidedAt(key: string, { knownAt }: Outcome): PostedActivity {
  return {
    id: `${key}-decided`,
    type: DECIDED.type,
    at: new Date(knownAt).toISOString(),
    lead: { crm_id: key, tags: [DECIDED.tag] },
  };
}

/** Activities in the order of time; those of one moment stay as they were. */
export function inOrder(activities: PostedActivity[]): PostedActivity[] {
  return activities.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** The first so many leads of a market, by when they were first heard of. */
export function firstOf(market: Market, most: number): Market {
  const kept = new Set<string>();
  for (const { lead } of market.activities) if (kept.size < most) kept.add(lead.crm_id);
  return {
    ...market,
    activities: market.activities.filter(({ lead }) => kept.has(lead.crm_id)),
    outcomes: new Map([...market.outcomes].filter(([key]) => kept.has(key))),
  };
}
