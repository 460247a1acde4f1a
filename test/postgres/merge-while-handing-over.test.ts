import { expect, test } from 'vitest';
import { assessLeads } from '../../src/handover/assess-lead.ts';
import { handOver } from '../../src/handover/hand-over.ts';
import { readModel } from '../../src/handover/learned-model.ts';
import { mergeHandovers } from '../../src/handover/merge-handovers.ts';
import { scoreDueLeads } from '../../src/handover/score-leads.ts';
import { type ActivityInput, parseActivities } from '../../src/ingest/activity-input.ts';
import { storeBatches } from '../../src/ingest/store-activities.ts';
import { newPostgres } from '../database/test-database.ts';
import { NOW, openInstance, readyLeads } from './instances.ts';

/** Shows the visitor with this user id to be the lead with this email. */
function sameAs(user_id: string, email: string) {
  const activity = { type: 'content_viewed', at: NOW.toISOString(), lead: { user_id, email } };
  return parseActivities([{ ...activity, id: `${user_id} is ${email}` }], NOW).activities;
}

/** Ready leads who are known by a user id only. */
function visitors(name: string, count: number) {
  return readyLeads(name, count).map(({ lead: { email, ...lead }, ...activity }) => {
    const company = { ...lead.company, domain: email?.split('@')[1] };
    return { ...activity, lead: { ...lead, user_id: email, company } };
  });
}

async function openTwo() {
  const choice = await newPostgres();
  const one = await openInstance(choice);
  const other = await openInstance(choice);
  return {
    one,
    other,
    prisma: one.database.prisma,
    async [Symbol.asyncDispose]() {
      await one.database.close();
      await other.database.close();
    },
  };
}

test('a lead that becomes one with another while it is handed over brings the handover along', async () => {
  await using both = await openTwo();
  const { one, other, prisma } = both;
  await storeBatches(one, [[...visitors('v', 1), ...readyLeads('k', 1)]], NOW);
  const [visitor] = await prisma.lead.findMany({ where: { email: null }, include: { company: true } });
  if (!visitor) throw new Error('no visitor was stored');
  const { model, version: modelVersion } = await readModel(one, NOW);
  const [assessed] = await assessLeads(one, prisma, [visitor], model, NOW);
  if (!assessed) throw new Error('the visitor was not assessed');

  const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  const waits = async () => (await one.database.sql.query(waiting)).rowCount;
  const { handoverId, joining } = await prisma.$transaction(async (tx) => {
    const to = { channel: 'sales', host: null, modelVersion, readinessGate: 50, raised: null, chance: null };
    const { handover: made } = await handOver(one, tx, assessed, to, NOW);
    const joins = storeBatches(other, [sameAs('lead0@v0.example', 'lead0@k0.example')], NOW);
    await expect.poll(waits).toBeGreaterThan(0);
    return { handoverId: made.id, joining: { joins } };
  });
  await joining.joins;
  const handover = await prisma.handover.findUniqueOrThrow({
    where: { id: handoverId },
    include: { lead: true },
  });
  expect(handover).toMatchObject({ state: 'queued', lead: { email: 'lead0@k0.example' } });
  expect(handover.liveLeadId).toBe(handover.leadId);
});

test('a lead that became one with another since it was scored is left out, and the rest are handed over', async () => {
  await using both = await openTwo();
  const { one, other, prisma } = both;
  await storeBatches(one, [[...visitors('v', 2), ...readyLeads('k', 1)]], NOW);
  // Someone has all the claims they may, so that Slack is asked between scoring and handing over.
  one.playbook.current.open_claims_per_rep = 1;
  const { id: leadId } = await prisma.lead.create({ data: {} });
  const frozen = { brief: {}, assessment: {}, playbookHash: 'x', channel: 'sales' };
  await prisma.handover.create({ data: { ...frozen, leadId, state: 'claimed', claimedBy: 'U1ANA' } });
  const repsOf = async () => {
    await storeBatches(other, [sameAs('lead0@v0.example', 'lead0@k0.example')], NOW);
    return null;
  };
  expect(await scoreDueLeads({ ...one, repsOf }, NOW)).toMatchObject({ handedOver: 2 });
  const handovers = await prisma.handover.findMany({
    where: { state: 'queued' },
    include: { lead: { include: { identities: true } } },
  });
  const identities = handovers.map(({ lead }) =>
    lead.identities
      .map(({ value }) => value)
      .toSorted()
      .join(),
  );
  expect(new Set(identities)).toEqual(new Set(['lead0@k0.example,lead0@v0.example', 'lead1@v1.example']));
});

test('leads that become one while ticks hand them over have one live handover each in the end', async () => {
  await using both = await openTwo();
  const { one, other, prisma } = both;
  for (const { playbook } of [one, other])
    playbook.current.routes = playbook.current.routes.map(({ channel }) => ({ channel }));
  const everyone: ActivityInput[][] = [visitors('v', 20), readyLeads('k', 20)];
  const first = everyone.flatMap((activities) => activities.slice(0, 15)); // five of each
  await storeBatches(one, [first], NOW);
  expect(await scoreDueLeads(one, NOW)).toMatchObject({ handedOver: 10 });
  await storeBatches(one, everyone, NOW);
  const joins = Array.from({ length: 20 }, (_, index) =>
    sameAs(`lead${index}@v${index}.example`, `lead${index}@k${index}.example`),
  );
  await Promise.all([
    scoreDueLeads(one, NOW),
    ...joins.map((batch) => storeBatches(other, [batch], NOW)),
    mergeHandovers(one, NOW),
    mergeHandovers(other, NOW),
  ]);
  await Promise.all([mergeHandovers(one, NOW), mergeHandovers(other, NOW)]);
  await scoreDueLeads(one, NOW);
  const leads = await prisma.lead.findMany({
    include: { handovers: { where: { liveLeadId: { not: null } } } },
  });
  expect(leads).toHaveLength(20);
  for (const { id, handovers } of leads) expect(handovers).toMatchObject([{ liveLeadId: id }]);
  const ended = await prisma.handover.findMany({ where: { liveLeadId: null } });
  expect(ended.length).toBeGreaterThanOrEqual(5);
  expect(ended.every(({ state, sameAsId }) => state === 'closed' && sameAsId !== null)).toBe(true);
});

test('leads that become one while ticks hold them back wait for nobody in vain, and each that is left knows why', async () => {
  await using both = await openTwo();
  const { one, other, prisma } = both;
  for (const { playbook } of [one, other])
    Object.assign(playbook.current, { routes: [{ channel: 'sales', daily_cap: 1 }], weekly_budget: 2 });
  const COUNT = 30;
  await storeBatches(one, [visitors('v', COUNT), readyLeads('k', COUNT)], NOW);
  const joins = Array.from({ length: COUNT }, (_, index) =>
    sameAs(`lead${index}@v${index}.example`, `lead${index}@k${index}.example`),
  );
  await Promise.all([
    scoreDueLeads(one, NOW),
    scoreDueLeads(other, NOW),
    ...joins.map((batch, index) => storeBatches(index % 2 ? one : other, [batch], NOW)),
  ]);
  await Promise.all([scoreDueLeads(one, NOW), scoreDueLeads(other, NOW)]);
  const leads = await prisma.lead.findMany({ include: { handovers: true } });
  expect(leads).toHaveLength(COUNT);
  const held = leads.filter(({ handovers }) => handovers.length === 0);
  expect(held).toHaveLength(COUNT - 1);
  for (const { heldBack } of held)
    expect(JSON.stringify(heldBack)).toMatch(
      /had its 1 cards of today|raised from 50 to keep to 2 handovers/,
    );
  expect(leads.every(({ changedAt }) => changedAt === null)).toBe(true);
});
