import { createBaton as baton } from './baton.ts';
import { readSets, type Lead } from './leads.ts';
import { areaUnderCurve, averagePrecision, brier, mean } from './measures.ts';
import { calibrationError } from '../../src/scoring/model/calibration.ts';
import { randomFrom, shuffled } from './random.ts';
import { testThenTrain } from './stream.ts';
const dir = '../../../work/shared/data/';
const sets = process.argv[2]!.split(',');
const f = (x: number) => x.toFixed(4);
for (const name of sets) for (const set of readSets(`/work/shared/data/${name}.jsonl.gz`)) {
  const t0 = performance.now();
  const rows: number[][] = [];
  const curve: number[][] = [];
  const FILE = process.env.FILE === "1"; const seeds = set.ordered || FILE ? 1 : 4;
  for (let s = 0; s < seeds; s++) {
    let leads: Lead[] = set.ordered || FILE ? set.leads : shuffled(set.leads, randomFrom(s + 1));
    leads = set.delayed ? leads : leads.map((l, i) => ({ ...l, scoredAt: i, labelAt: i }));
    const out = testThenTrain(baton(), leads).filter((o) => !set.delayed || o.learned >= 100);
    rows.push([areaUnderCurve(out), averagePrecision(out), brier(out), calibrationError(out.map((o) => ({ probability: o.probability, accepted: o.label }))), areaUnderCurve(out.slice(0, 200))]);
  }
  const ts = performance.now() - t0;
  if (!set.delayed) for (let s = 0; s < 10; s++) {
    const leads = shuffled(set.leads, randomFrom(s + 100));
    const test = leads.slice(-2000);
    const c = baton(); const line: number[] = [];
    for (let i = 0; i < 1000; i++) { c.meet(leads[i]!); c.score(leads[i]!); c.learn(leads[i]!); if ([50, 200, 1000].includes(i + 1)) line.push(areaUnderCurve(test.map((l) => ({ ...c.score(l), label: l.label })))); }
    curve.push(line);
  }
  const avg = (m: number[][]) => (m[0] ?? []).map((_, j) => f(mean(m.map((r) => r[j]!)))).join(' ');
  console.log(set.name, set.leads.length, '| auc ap brier ece first200', avg(rows), '| 50/200/1000', avg(curve), '|', (ts / 1000 / seeds).toFixed(2), 's/stream');
}
