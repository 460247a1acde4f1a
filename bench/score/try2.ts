import { baton, BOPT } from './baton.ts';
import { OPT } from './featurizer.ts';
import { readSets } from './leads.ts';
import { areaUnderCurve, mean } from './measures.ts';
import { calibrationError } from '../../src/scoring/model/calibration.ts';
import { testThenTrain } from './stream.ts';
for (const arg of process.argv.slice(2)) { const [k, v] = arg.split('='); const t: any = k! in OPT ? OPT : BOPT; t[k!] = v === 'true' ? true : v === 'false' ? false : Number.isNaN(Number(v)) ? v : Number(v); }
for (const set of readSets(`/work/shared/data/bpi2012.jsonl.gz`)) {
  const out = testThenTrain(baton(), set.leads);
  const e = (o: typeof out) => calibrationError(o.map((x) => ({ probability: x.probability, accepted: x.label }))).toFixed(3);
  const o1 = out.filter((o) => o.learned >= 100);
  console.log(set.name, areaUnderCurve(o1).toFixed(3), 'ece>=100', e(o1), '>=200', e(out.filter((o) => o.learned >= 200)), '>=500', e(out.filter((o) => o.learned >= 500)), '>=1000', e(out.filter((o) => o.learned >= 1000)));
  for (let i = 0; i < out.length; i += 500) { const c = out.slice(i, i + 500); console.log(i, 'learned', c[0]!.learned, 'p', mean(c.map((x) => x.probability)).toFixed(3), 'y', mean(c.map((x) => x.label)).toFixed(3), e(c), areaUnderCurve(c).toFixed(3)); }
}
