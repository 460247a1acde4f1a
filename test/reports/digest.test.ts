import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDigest } from '../../src/blocks/digest-message.ts';
import { buildDigestModal } from '../../src/blocks/digest-modal.ts';
import type { Digest } from '../../src/blocks/digest.ts';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { fitModelAnew, readModel } from '../../src/handover/learned-model.ts';
import { rollbackModel } from '../../src/handover/rollback-model.ts';
import { takeBackVerdicts } from '../../src/handover/verdicts.ts';
import { readDigest } from '../../src/reports/digest/read-digest.ts';
import { explainLead } from '../../src/reports/explain-lead.ts';
import { readModelReport } from '../../src/reports/read-model.ts';
import { explainRejection } from '../../src/reports/rejection-lesson.ts';
import { newDatabase } from '../database/test-database.ts';
import { DIGEST_AT, digestWorld, FROM, IN_WEEK, numbered, UNTIL, WEEK_BEFORE } from './digest-world.ts';

const WEEK = { week: '2026-W11', from: FROM, until: UNTIL };
const [ANA, BEN, CEM] = ['UANA', 'UBEN', 'UCEM'];

let database: Database;
let digest: Digest;
let world: ReturnType<typeof digestWorld>;
let modal: string[]; // its parts
let message: string;

beforeAll(async () => {
  database = await openDatabase(await newDatabase());
  world = digestWorld(database);
  const { deps, addLeads, books, rejects, tick } = world;

  const partners = { source: 'partner', title: 'Month-end close checklist' };
  await addLeads({ names: numbered('par', 10), ...partners }, WEEK_BEFORE);
  await tick(WEEK_BEFORE);
  await books(ANA, numbered('par', 9), WEEK_BEFORE);
  await rejects(BEN, 'no_intent', ['par10'], WEEK_BEFORE);

  const linkedin = { source: 'linkedin', title: 'Close in five days' };
  await addLeads({ names: ['stud1', 'stud2'], role: 'Student', ...partners }, IN_WEEK);
  await tick(IN_WEEK);
  await addLeads({ names: numbered('lin', 20), ...linkedin }, IN_WEEK);
  await addLeads({ names: numbered('goo', 2), source: 'google', title: 'Audit guide' }, IN_WEEK);
  await tick(IN_WEEK, 0);
  await addLeads({ names: ['late1'], ...linkedin }, IN_WEEK);
  await addLeads({ names: ['late2'], role: 'Controller', ...linkedin }, IN_WEEK);
  await addLeads({ names: ['rival'], email: 'rival-ledger.example', ...linkedin }, IN_WEEK);
  await addLeads({ names: ['nameless'], role: '', ...linkedin }, IN_WEEK);
  await tick(IN_WEEK);
  await books(ANA, ['lin1', 'lin2'], IN_WEEK);
  await rejects(BEN, 'wrong_role', numbered('lin', 14).slice(2), IN_WEEK);
  await rejects(BEN, 'no_problem', numbered('lin', 20).slice(14), IN_WEEK);
  await books(CEM, ['goo1'], IN_WEEK);
  await rejects(CEM, 'no_intent', ['goo2'], IN_WEEK);
  const look = await database.prisma.handover.findFirstOrThrow({
    where: { chance: { not: null } },
    include: { lead: true },
  });
  await books(ANA, [look.lead.name ?? ''], IN_WEEK);

  digest = await readDigest(deps, WEEK, DIGEST_AT);
  modal = buildDigestModal(digest).blocks.flatMap((block) =>
    'text' in block && block.type === 'section' ? (block.text?.text ?? []) : [],
  );
  message = JSON.stringify(buildDigest(digest, null));
}, 120_000);
afterAll(() => database.close());

test('the week stands against the four before; sources, contents and reps against the rest, none of few verdicts', () => {
  expect(message).toContain(
    'Sales accepted *4 of 23 · 17% (7–37%)* of the leads it decided on. Fewer than in the four weeks before: 9 of 10 · 90%',
  );
  const [few, below, above] = ['1 more with fewer than 8 verdicts', '*below the rest*', '*above the rest*'];
  expect(linesOf('Accepted by source')).toEqual([
    `linkedin: 2 of 20 · 10% (3–30%) · ${below}`,
    `partner: 10 of 11 · 91% (62–98%) · ${above}`,
    expect.stringContaining(few),
  ]);
  expect(linesOf('Accepted by content')).toEqual([
    `Close in five days: 2 of 20 · 10% (3–30%) · ${below}`,
    `Month-end close checklist: 10 of 11 · 91% (62–98%) · ${above}`,
    expect.stringContaining(few),
  ]);
  expect(linesOf('Accepted by rep')).toEqual([
    `<@UBEN>: 0 of 19 · 0% (0–17%) · ${below}`,
    `<@UANA>: 12 of 12 · 100% (76–100%) · ${above}`,
    expect.stringContaining(few),
  ]);
  for (const rep of [ANA, BEN, CEM]) expect(message).not.toContain(rep);
});

test('reasons, what holds leads back, the second look and the next places are told', () => {
  expect(linesOf('Turned down for')).toEqual([
    'linkedin: Wrong role or level 12, No link to the problem we solve 6',
    'partner: No real interest 1',
    'google: No real interest 1',
  ]);
  expect(linesOf('Held back').toSorted()).toEqual([
    '1  excluded by the playbook',
    '1  facts missing',
    '1  fit too low',
    '2  no place left in the week',
  ]);
  expect(linesOf('Second looks')).toEqual([
    '1 lead not chosen went to sales at random, 1 decided: sales would have accepted about 100% (21–100%) of the leads not chosen',
  ]);
  expect(linesOf('The next places')).toEqual([
    expect.stringMatching(/^late1 \d\d, late2 \d\d$/),
    '_Readiness is not calibrated yet: 33 of 200 final verdicts are there_',
  ]);
  expect(message).toContain('Readiness is not calibrated yet: 33 of 200 final verdicts are there');
  expect(linesOf('Calibration')).toEqual([
    'Too early to check whether readiness keeps its word: 33 final verdicts so far.',
  ]);
});

test('terms that moved are told with the verdicts of the week, none that few speak of', () => {
  expect(linesOf('The score moved')[0]).toMatch(
    /^:arrow_lower_right: from linkedin \*0 → −\d\d\* ±\d\d · 20 verdicts$/,
  );
  expect(digest.moved.find(({ name }) => name === 'decision maker')).toMatchObject({ verdicts: 22 });
  expect(digest.moved.filter(({ name }) => /google|partner|not a buyer/.test(name))).toEqual([]);
});

test('from 200 final verdicts on, digest, baton model, /lead why and the lesson give a term the same points', async () => {
  const { deps } = world;
  const said = await database.prisma.handover.findFirstOrThrow({ where: { lead: { name: 'lin20' } } });
  const other = await database.prisma.handover.findFirstOrThrow({ where: { lead: { name: 'lin1' } } });
  await database.sql.query(
    `INSERT INTO "Verdict" (id, "handoverId", kind, teaches, features, "logOdds", readiness, by, at, "countedIn")
    SELECT gen_random_uuid(), $1, 'rejected', 'interest', '{}', 1, 73, 'UOLD', $2, 1 FROM generate_series(1, 200)`,
    [other.id, WEEK_BEFORE],
  );
  await fitModelAnew(deps, IN_WEEK);
  const report = await readModelReport(deps, DIGEST_AT);
  expect(report.calibration.slope).toBeLessThan(0.95);
  const pointsOf = (term: string) => report.terms.find((one) => one.term === term)?.points ?? NaN;
  const { moved, calibration } = await readDigest(deps, WEEK, DIGEST_AT);
  expect(calibration).toMatchObject({ verdicts: 233, error: expect.any(Number) });
  expect(calibration.bins.reduce((sum, { of }) => sum + of, 0)).toBe(33); // a handover has one decision
  const linkedin = moved.find(({ name }) => name === 'from linkedin');
  expect(linkedin?.after).toBeCloseTo(pointsOf('source:linkedin'), 6);
  const why = await explainLead(deps, said.leadId, DIGEST_AT);
  const term = why?.terms.find((one) => one.term === 'source:linkedin');
  expect(term?.points).toBeCloseTo(pointsOf('source:linkedin'), 6);
  expect(term?.believed).toBeCloseTo(
    report.terms.find((one) => one.term === 'source:linkedin')?.prior ?? NaN,
    6,
  );
  expect(why?.terms.find((one) => one.term === 'baseline')?.points).toBeCloseTo(report.base.points, 6);
  const lesson = await explainRejection(deps, said, DIGEST_AT);
  for (const { term: name, after } of lesson?.taught?.terms ?? [])
    expect(after).toBeCloseTo(pointsOf(name), 6);
  expect(lesson?.taught?.terms.length).toBeGreaterThan(0);
});

test('what a rollback left out is not told as learned, and what was taken back in the week moved it', async () => {
  const { deps } = world;
  const old = await database.prisma.modelVersion.findFirstOrThrow({
    where: { createdAt: { lt: new Date(FROM) } },
    orderBy: { id: 'desc' },
  });
  const friday = new Date('2026-03-06T10:00:00Z');
  await rollbackModel(deps, { version: old.id, by: null, now: friday });
  expect((await readDigest(deps, WEEK, DIGEST_AT)).moved).toEqual([]);

  const partners = await database.prisma.handover.findMany({
    where: { lead: { name: { in: numbered('par', 10) } } },
  });
  for (const { id } of partners) await takeBackVerdicts(database.prisma, id, friday);
  await readModel(deps, friday);
  const { moved } = await readDigest(deps, WEEK, DIGEST_AT);
  // That the time was right was learned of those nine who were booked.
  const timing = moved.find(({ name }) => name.startsWith('the right time'));
  expect(timing?.before).toBeGreaterThan(1);
  expect(timing).toMatchObject({ after: 0, verdicts: 9 });
  // Before the week they counted, as they did then.
  const before = { ...WEEK, from: FROM - 7 * 86_400_000, until: FROM };
  const told = (await readDigest(deps, before, DIGEST_AT)).moved;
  expect(told.find(({ name }) => name === timing?.name)).toMatchObject({
    before: 0,
    after: timing?.before,
    verdicts: 9,
  });
});

/** The lines of a part of the modal. */
function linesOf(title: string): string[] {
  const text = modal.find((one) => one.startsWith(`*${title}`));
  return text?.split('\n').slice(1) ?? [];
}
