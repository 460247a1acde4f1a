import { expect, test } from 'vitest';
import { copyDatabase } from '../../src/database/copy-database.ts';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { CLICKS, SUBMISSIONS } from '../../src/database/queue.ts';
import { emptyFolder, runBaton } from '../cli/run-baton.ts';
import { newPostgres } from '../database/test-database.ts';
import { janeIsReady, janes } from '../end-to-end/leads.ts';
import { startBatonOn } from '../end-to-end/start.ts';
import { startSlack } from '../workspace/start-slack.ts';

const HOSTILE = { title: String.raw`\N "a" \\ \.` + ' 😀', url: String.raw`C:\temp`, tags: [String.raw`\t`] };

test('a database that was embedded goes on in PostgreSQL where it was', async () => {
  await using folder = await emptyFolder();
  await using slack = await startSlack();
  const embedded = { kind: 'embedded', dir: folder.path } as const;
  const target = await newPostgres({ empty: true });
  const move = () =>
    runBaton(['move', '--to', target.url], { cwd: folder.path, env: { DATA_DIR: folder.path } });

  const before = await startBatonOn(slack, { database: embedded });
  const ready = janeIsReady();
  await before.post(...ready, janes('content_viewed', 1, HOSTILE));
  await before.tick();
  await before.delivered();
  const card = await slack.channel('sales-dach').expectMessage(/Jane Doe/);
  const [known] = await before.database.prisma.lead.findMany({ include: { activities: true } });
  const whileRunning = await move();
  expect(whileRunning).toMatchObject({ code: 1, errors: expect.stringMatching(/runs on the data folder/) });
  await before.stop();
  expect(await move()).toMatchObject({ code: 0, out: expect.stringMatching(/Activity +\d+/) });

  await using after = await startBatonOn(slack, { database: target });
  const leads = await after.database.prisma.lead.findMany({ include: { activities: true } });
  expect(leads).toEqual([{ ...known, changedAt: leads[0]?.changedAt, scoredAt: leads[0]?.scoredAt }]);
  const again = await after.post(...ready);
  expect(again.body).toMatchObject({ accepted: 0 });
  await card.action('Claim').click({ as: slack.person('ana') });
  await card.expectUpdate(/claimed by/i);
  await after.delivered();
  expect(slack.channel('sales-dach').messages()).toHaveLength(1);
}, 90_000);

test('clicks that wait, what arrives changed and a target that has anything are refused: nothing stays', async () => {
  await using source = closing(await openDatabase(await newPostgres()));
  await using target = closing(await openDatabase(await newPostgres()));
  await source.sql.query(`INSERT INTO "Company" (id, domain) VALUES (gen_random_uuid(), 'acme.example')`);
  await source.sql.query(`INSERT INTO "Lead" (id, name) VALUES (gen_random_uuid(), 'Jane Doe')`);
  const copy = () => copyDatabase(source, target, () => {});

  await source.queue.insert(CLICKS, [{ data: { value: 'a click that nobody has done yet' } }]);
  await source.queue.insert(SUBMISSIONS, [{ data: { value: 'a modal that nobody has done yet' } }]);
  await expect(copy()).rejects.toThrow('Clicks are not done yet (2): start Baton on this folder once more');
  for (const name of [CLICKS, SUBMISSIONS]) await source.queue.deleteAllJobs(name);

  await target.sql.query(`
    CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := 'Joan'; RETURN NEW; END $$;
    CREATE TRIGGER spoil BEFORE INSERT ON "Lead" FOR EACH ROW EXECUTE FUNCTION spoil()`);
  await expect(copy()).rejects.toThrow(/"Lead" did not arrive/);
  expect(await target.prisma.company.count()).toBe(0);

  await target.sql.query('DROP TRIGGER spoil ON "Lead"');
  await copy();
  expect(await target.prisma.lead.findMany()).toEqual(await source.prisma.lead.findMany());
  await expect(copy()).rejects.toThrow(/not empty/);
});

function closing(database: Database): Database & AsyncDisposable {
  return { ...database, [Symbol.asyncDispose]: () => database.close() };
}
