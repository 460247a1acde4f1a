import { join } from 'node:path';
import { randomFrom } from '../score/random.ts';
import { decidedAt, inOrder, type Market, type PostedActivity } from './market.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-01-05T12:00:00Z');
const ROLES = ['CFO', 'AP Manager', 'IT Director', 'Procurement Manager'];
const ACTS = ['content_download_in', 'webinar_in', 'pricing_page_visit', 'website_visit'];

/**
 * Leads that no one met, for when there is no data. Who converts is drawn from facts of known effect that the playbook
 * has no points for, or other ones (where they came from, who they are, what they did), so that there is something to learn.
 */
export function generateMarket(count = 2_000): Market {
  const random = randomFrom(2_026);
  const pick = (many: number) => Math.floor(random() * many);
  const activities: PostedActivity[] = [];
  const outcomes: Market['outcomes'] = new Map();
  for (let index = 0; index < count; index++) {
    const key = `generated_${index}`;
    const beganAt = START + pick(84) * DAY_MS;
    const [role, source] = [pick(ROLES.length), pick(3)];
    const acts = Array.from({ length: 1 + pick(6) }, () => pick(ACTS.length));
    const downloads = acts.filter((act) => act === 0).length;
    const z = 1.2 * (source - 1) + 0.6 * downloads - 0.4 * role - 0.5;
    const outcome = {
      accepted: random() < 1 / (1 + Math.exp(-z)),
      knownAt: beganAt + (10 + pick(20)) * DAY_MS,
    };
    outcomes.set(key, outcome);
    activities.push({
      id: `${key}-began`,
      type: 'form_submitted',
      at: new Date(beganAt).toISOString(),
      lead: {
        crm_id: key,
        name: `Lead ${index}`,
        email: `lead${index}@company-${index}.example`,
        role: ROLES[role],
        source: { channel: ['event', 'search', 'partner'][source] },
      },
    });
    for (const [nth, act] of acts.entries()) {
      const at = new Date(beganAt + (1 + pick(8)) * DAY_MS).toISOString();
      activities.push({ id: `${key}-${nth}`, type: ACTS[act] ?? '', at, lead: { crm_id: key } });
    }
    activities.push(decidedAt(key, outcome));
  }
  return {
    name: 'generated',
    playbook: join(import.meta.dirname, 'playbooks/leadforge.yaml'),
    stepMs: DAY_MS,
    activities: inOrder(activities),
    outcomes,
  };
}
