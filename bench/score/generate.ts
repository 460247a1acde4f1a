import { oneByOne, type LeadSet } from './leads.ts';
import { randomFrom } from './random.ts';

const ROLES = ['owner', 'executive', 'manager', 'specialist', 'student'];
const SOURCES = ['search', 'event', 'partner', 'social', 'direct'];
const COUNTRIES = ['DE', 'US', 'FR', 'GB', 'IN', 'BR', 'PL'];

/** Leads that no one met: stand-ins for when there is no real data. Facts of known effect, plus noise; a share is missing. */
export function generateSet(count = 5_000): LeadSet {
  const random = randomFrom(2_026);
  const pick = (values: readonly string[]) => Math.floor(random() * values.length);
  const leads = Array.from({ length: count }, () => {
    const [role, source, country] = [pick(ROLES), pick(SOURCES), pick(COUNTRIES)];
    const visits = Math.floor(-Math.log(1 - random()) * 4);
    const minutes = visits === 0 ? 0 : -Math.log(1 - random()) * 3 * visits;
    const employees = Math.round(Math.exp(random() * 9));
    const z =
      1 -
      0.8 * role +
      0.3 * (source - 2) +
      0.9 * Math.log1p(minutes / 5) -
      0.4 * Math.abs(Math.log(employees / 400));
    const attrs: Record<string, string | number | null> = {
      source: SOURCES[source] ?? null,
      country: COUNTRIES[country] ?? null,
      visits,
      minutes,
      shoeSize: 36 + Math.floor(random() * 10),
    };
    if (random() < 0.8) attrs.role = ROLES[role] ?? null;
    if (random() < 0.7) attrs.employees = employees;
    return { attrs, events: [], label: random() < 1 / (1 + Math.exp(-z)) ? 1 : 0 };
  });
  return { name: 'generated', leads: oneByOne(leads), ordered: true, delayed: false };
}
