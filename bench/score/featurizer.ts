import type { Features } from '../../src/scoring/model/prior.ts';
import type { Lead } from './leads.ts';

export const OPT = { form: 'thermo', bins: 10, rareShare: 0.005, rareCount: 3, linear: true, presence: true, recency: true, first: 16, count: true };
export interface Layout {
  numbers: Map<string, number[]>; // edges between values, ascending
  categories: Map<string, Set<string>>;
  events: string[];
}
const HALF = [2, 14];

export function flat(lead: Lead): Record<string, unknown> {
  if (lead.events.length === 0) return lead.attrs;
  const out: Record<string, unknown> = { ...lead.attrs };
  if (OPT.recency) {
    const last = lead.events.reduce((a, b) => (b.ageDays <= a.ageDays ? b : a));
    out['days since last'] = last.ageDays;
    out['last event'] = last.kind;
  }
  if (OPT.count) out['event count'] = lead.events.length;
  return out;
}
export function sums(lead: Lead): Map<string, number[]> {
  const out = new Map<string, number[]>();
  for (const { kind, ageDays } of lead.events) {
    const s = out.get(kind) ?? HALF.map(() => 0);
    HALF.forEach((h, i) => (s[i]! += 2 ** (-ageDays / h)));
    out.set(kind, s);
  }
  return out;
}

export function layoutOf(leads: readonly Lead[]): Layout {
  const values = new Map<string, number[]>();
  const counts = new Map<string, Map<string, number>>();
  const events = new Map<string, number>();
  for (const lead of leads) {
    for (const [k, v] of Object.entries(flat(lead))) {
      if (v === null || v === undefined || v === '') continue;
      if (typeof v === 'number') {
        let list = values.get(k); if (!list) values.set(k, (list = []));
        list.push(v);
      } else {
        let c = counts.get(k); if (!c) counts.set(k, (c = new Map()));
        c.set(String(v), (c.get(String(v)) ?? 0) + 1);
      }
    }
    for (const k of new Set(lead.events.map((e) => e.kind))) events.set(k, (events.get(k) ?? 0) + 1);
  }
  const numbers = new Map<string, number[]>();
  for (const [k, list] of values) numbers.set(k, edgesOf(list, OPT.bins));
  const categories = new Map<string, Set<string>>();
  for (const [k, c] of counts) {
    const least = Math.max(OPT.rareCount, OPT.rareShare * leads.length);
    categories.set(k, new Set([...c].filter(([, n]) => n >= least).sort((a, b) => b[1] - a[1]).slice(0, 30).map(([v]) => v)));
  }
  return { numbers, categories, events: [...events].filter(([, n]) => n >= 3).map(([k]) => k) };
}
export function edgesOf(list: number[], bins: number): number[] {
  const nz = list.filter((x) => x !== 0).sort((a, b) => a - b);
  const edges = new Set<number>();
  const n = Math.min(bins, Math.max(1, Math.floor(nz.length / 5)));
  for (let i = 1; i < n; i++) {
    const lo = nz[Math.floor((i * nz.length) / n)]!;
    // edge: x >= lo
    if (lo !== nz[0]) edges.add(lo);
  }
  return [...edges].sort((a, b) => a - b);
}
export function featurize(layout: Layout, lead: Lead): Features {
  const out: Record<string, number> = {};
  const row = flat(lead);
  for (const [k, edges] of layout.numbers) {
    const v = row[k];
    if (typeof v !== 'number') { if (!(k in row) ) out[`${k}?`] = 1; continue; }
    if (v === 0) out[`${k}=0`] = 1;
    if (OPT.form === 'onehot') {
      if (v !== 0) { let b = 0; while (b < edges.length && v >= edges[b]!) b++; out[`${k}#${b}`] = 1; }
    } else {
      let b = 0;
      while (b < edges.length && v >= edges[b]!) { if (OPT.form === 'thermo') out[`${k}>${b}`] = 1; b++; }
      if (OPT.linear && edges.length) {
        // rank position centred in -1..1
        const lo = edges[b - 1], hi = edges[b];
        const frac = lo !== undefined && hi !== undefined ? (v - lo) / (hi - lo) : 0.5;
        out[`${k}~`] = ((b + frac) / (edges.length + 1) - 0.5) * 2;
      }
    }
  }
  for (const [k, kept] of layout.categories) {
    const v = row[k];
    if (v === null || v === undefined || v === '') out[`${k}?`] = 1;
    else if (typeof v !== 'number') out[kept.has(String(v)) ? `${k}=${String(v)}` : `${k}=other`] = 1;
  }
  if (lead.events.length) {
    const s = sums(lead);
    for (const k of layout.events) {
      const v = s.get(k);
      if (!v) continue;
      if (OPT.presence) out[`${k}!`] = 1;
      v.forEach((x, i) => (out[`${k}@${HALF[i]}`] = Math.log1p(x)));
    }
  }
  return out;
}
