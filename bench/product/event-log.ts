import { basename, join } from 'node:path';
import { readLines } from '../score/leads.ts';
import { decidedAt, inOrder, type Market, type PostedActivity } from './market.ts';

const HOUR_MS = 3_600_000;

/** What the decision itself writes into the log is no feature, and comes as the outcome alone. */
const DECISIONS = /^(o_accepted|a_declined|a_cancelled|w_wijzigen)/;

/** A log of events whose playbook stands in `playbooks/`; null for data that is no log, or that has no playbook. */
export function readEventLog(file: string): Market | null {
  const name = basename(file).replace(/\.jsonl(\.gz)?$/, '');
  if (name !== 'bpi2012') return null;
  const activities: PostedActivity[] = [];
  const outcomes: Market['outcomes'] = new Map();
  for (const { id, events, label, label_t } of readLines(file)) {
    const key = `${name}-${id}`;
    const outcome = { accepted: label === 1, knownAt: label_t ?? NaN };
    outcomes.set(key, outcome);
    for (const [index, [at, kind]] of (events ?? []).entries()) {
      const type = nameOf(kind);
      if (DECISIONS.test(type) || at >= outcome.knownAt) continue;
      activities.push({
        id: `${key}-${index}`,
        type,
        at: new Date(at).toISOString(),
        lead: { crm_id: key, name: `Application ${id}` },
      });
    }
    activities.push(decidedAt(key, outcome));
  }
  return {
    name,
    playbook: join(import.meta.dirname, `playbooks/${name}.yaml`),
    stepMs: 6 * HOUR_MS,
    activities: inOrder(activities),
    outcomes,
  };
}

/** `W_Nabellen offertes+START` -> `w_nabellen_offertes_start`. */
function nameOf(kind: string): string {
  return kind.toLowerCase().replace(/[^a-z0-9]+/g, '_');
}
