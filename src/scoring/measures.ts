export interface Judged {
  score: number; // ranks
  label: number; // 0 or 1
}

/** Area under the ROC curve: the chance that an accepted lead stands above another one; ties count half. */
export function areaUnderCurve(judged: readonly Judged[]): number {
  let [below, sum, accepted, rejected] = [0, 0, 0, 0];
  for (const { ones, zeros } of ties(judged).toReversed()) {
    sum += ones * (below + zeros / 2);
    below += zeros;
    accepted += ones;
    rejected += zeros;
  }
  return sum / (accepted * rejected);
}

/** Average precision: precision at each accepted lead's place, averaged; ties share their precision. */
export function averagePrecision(judged: readonly Judged[]): number {
  let [seen, hits, sum] = [0, 0, 0];
  for (const { ones, zeros } of ties(judged)) {
    seen += ones + zeros;
    hits += ones;
    sum += (ones * hits) / seen;
  }
  return sum / hits;
}

/** Share accepted among the best fifth; a tie across the line counts in proportion. */
export function precisionAtTop(judged: readonly Judged[], share = 0.2): number {
  const places = Math.max(Math.round(judged.length * share), 1);
  let [left, hits] = [places, 0];
  for (const { ones, zeros } of ties(judged)) {
    const taken = Math.min(left, ones + zeros);
    hits += (taken * ones) / (ones + zeros);
    left -= taken;
    if (left === 0) break;
  }
  return hits / places;
}

/** Mean square of what the probability is off by. */
export function brier(judged: readonly { probability: number; label: number }[]): number {
  return mean(judged.map(({ probability, label }) => (probability - label) ** 2));
}

/** The value that this share of the values lies below. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Groups of equal score, best first. */
function ties(judged: readonly Judged[]): { ones: number; zeros: number }[] {
  const groups: { ones: number; zeros: number }[] = [];
  let last = NaN;
  for (const { score, label } of judged.toSorted((a, b) => b.score - a.score)) {
    if (score !== last) groups.push({ ones: 0, zeros: 0 });
    last = score;
    const group = groups.at(-1);
    if (group) group[label === 1 ? 'ones' : 'zeros'] += 1;
  }
  return groups;
}
