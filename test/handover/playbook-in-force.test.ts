import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { readModel } from '../../src/handover/learned-model.ts';
import { readModelVersion } from '../../src/handover/model-versions.ts';
import { adoptPlaybook, currentPlaybook, settlePlaybook } from '../../src/handover/playbook-in-force.ts';
import { publishPlaybook } from '../../src/handover/publish-playbook.ts';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';
import { parsePlaybook } from '../../src/playbook/load.ts';
import { newDatabase } from '../database/test-database.ts';
import { NOW, readyLeads } from '../postgres/instances.ts';
import { depsOn } from './deps.ts';

const SOURCE = readFileSync('test/playbook/example.yaml', 'utf8');
const withGate = (readiness: number) => SOURCE.replace('readiness: 50', `readiness: ${readiness}`);
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

let database: Database;
beforeAll(async () => {
  database = await openDatabase(await newDatabase());
});
afterAll(() => database.close());
beforeEach(() =>
  database.sql.query('DELETE FROM "Lead"; DELETE FROM "ActivityId"; DELETE FROM "PlaybookVersion"'),
);

/** What a start with this file takes as the playbook in force. */
async function start(source: string, minutes: number, changedAt = at(minutes)) {
  const loaded = parsePlaybook(source, 'playbook.yaml');
  if (!loaded.ok) throw new Error('the playbook does not load');
  const playbook = await settlePlaybook(database, { ...loaded, changedAt }, at(minutes));
  return depsOn(database, playbook);
}
const versions = () => database.prisma.playbookVersion.findMany({ orderBy: { id: 'asc' } });

test('the first start stores the file, and one that says the same is no new version', async () => {
  const first = await start(SOURCE, 0);
  const again = await start(`${SOURCE}\n# a comment\n`, 10);
  expect(again.playbook.version).toBe(first.playbook.version);
  expect(await versions()).toMatchObject([{ origin: 'file', by: null, source: SOURCE }]);
});

test('what is published is in force for every instance from its next tick on, and scores anew', async () => {
  const [one, other] = [await start(SOURCE, 0), await start(SOURCE, 0)];
  await storeBatches(one, [readyLeads('one', 1)], NOW);
  await scoreDueLeads(one, NOW);
  const published = await publishPlaybook(one, { source: withGate(60), by: 'U1', now: at(1) });
  expect(published).toMatchObject({ ok: true, changed: true });
  expect(other.playbook.current.gates.readiness).toBe(50);
  const spread = { ...other }; // passed on, it is the same playbook
  await database.sql.query('UPDATE "Lead" SET "changedAt" = NULL');
  expect(await scoreDueLeads(other, at(2))).toMatchObject({ scored: 1 });
  expect(spread.playbook.current.gates.readiness).toBe(60);
  expect(await currentPlaybook(database)).toMatchObject({
    origin: 'slack',
    by: 'U1',
    hash: other.playbook.hash,
  });
});

test('other trust in the points is another playbook: the whole log is fitted anew by it', async () => {
  const deps = await start(SOURCE, 0);
  const { version, model } = await readModel(deps, at(0));
  expect(model.prior.scale.variance).toBe(0.1);
  await publishPlaybook(deps, { source: `${SOURCE}\ntrust: 2\n`, by: 'U1', now: at(1) });
  await adoptPlaybook(deps, at(2));
  const after = await readModel(deps, at(2));
  expect(after.version).toBe(version + 1);
  expect(after.model.prior.scale.variance).toBe(0.05);
  expect(await readModelVersion(database, after.version)).toMatchObject({ cause: 'playbook' });
});

test('a published playbook outlives a restart, until a file that changed later', async () => {
  const deps = await start(SOURCE, 0);
  await publishPlaybook(deps, { source: withGate(60), by: 'U1', now: at(10) });
  expect((await start(SOURCE, 20)).playbook.current.gates.readiness).toBe(60);
  expect((await start(withGate(70), 20, at(5))).playbook.current.gates.readiness).toBe(60);
  expect((await start(withGate(70), 20, at(15))).playbook.current.gates.readiness).toBe(70);
  expect((await versions()).map(({ origin }) => origin)).toEqual(['file', 'slack', 'file']);
});

test('one with mistakes, one that was made from an older version and one that says the same are not published', async () => {
  const deps = await start(SOURCE, 0);
  const { version } = deps.playbook;
  const refused = await publishPlaybook(deps, { source: withGate(500), by: 'U1', now: at(1) });
  expect(refused).toMatchObject({ ok: false, reason: 'problems', problems: [{ field: 'gates.readiness' }] });
  expect(await publishPlaybook(deps, { source: SOURCE, by: 'U1', now: at(1) })).toEqual({
    ok: true,
    version,
    changed: false,
  });
  await publishPlaybook(deps, { source: withGate(60), by: 'U1', now: at(2), basedOn: version });
  const late = await publishPlaybook(deps, { source: withGate(70), by: 'U2', now: at(3), basedOn: version });
  expect(late).toMatchObject({ ok: false, reason: 'changed_meanwhile' });
  expect(await versions()).toHaveLength(2);
});
