import { vacuumEmbedded } from '../../src/database/vacuum-embedded.ts';
import { claimHandover } from '../../src/handover/claim.ts';
import type { HandoverDeps } from '../../src/handover/deps.ts';
import { logOutcome } from '../../src/handover/log-outcome.ts';
import { livePlaybook } from '../../src/playbook/live.ts';
import { loadPlaybook } from '../../src/playbook/load.ts';
import { startBatonOn, type BatonUnderTest } from '../../test/end-to-end/start.ts';
import { startSlack } from '../../test/workspace/start-slack.ts';
import { pino } from 'pino';
import { randomFrom } from '../score/random.ts';
import type { Market, PostedActivity } from './market.ts';
import { createRivals, readCandidates, type Rival } from './rivals.ts';

const BATCH = 500;
const REPS = 8;

/** One lead that went over, by whom it was chosen, when, and whether the record says that it was a good one. */
export interface Taken {
  by: string;
  at: number; // epoch milliseconds
  accepted: boolean;
}

export interface Run {
  taken: Taken[];
  activities: number;
  leads: number;
  /** How many of those that Baton took were drawn at random of the leads that it had not chosen. */
  secondLooks: number;
  /** What the product took for each part of its work, in milliseconds; cards are posted meanwhile. */
  spent: { ingest: number; ticks: number; verdicts: number };
}

/**
 * Runs a market through the whole product on a local Slack: activities are posted to its endpoint as the clock passes them,
 * each step ticks, reps claim each card at once and say what came of it when the record knows. At each step the rivals take
 * as many leads as were handed over.
 */
export async function runMarket(market: Market, progress: (share: number) => void): Promise<Run> {
  await using slack = await startSlack({ people: PEOPLE });
  await using baton = await startBatonOn(slack, {
    database: { kind: 'embedded', dir: null },
    playbook: market.playbook,
    random: randomFrom(2),
  });
  const deps = depsOf(market, baton);
  const rivals = createRivals(randomFrom(1));
  const { activities } = market;
  const run: Run = {
    taken: [],
    activities: activities.length,
    leads: market.outcomes.size,
    secondLooks: 0,
    spent: { ingest: 0, ticks: 0, verdicts: 0 },
  };
  const claimed = new Map<string, string>(); // handover -> crm_id
  let posted = 0;
  const [start, end] = spanOf(activities);
  for (let at = start; at <= end + market.stepMs; at += market.stepMs) {
    const now = new Date(at);
    baton.clock.now = now;
    const next: PostedActivity[] = [];
    for (let one = activities[posted]; one && Date.parse(one.at) <= at; one = activities[posted]) {
      next.push(one);
      posted += 1;
    }
    run.spent.ingest += await timed(() => post(baton, next));
    run.spent.verdicts += await timed(() => sayOutcomes(deps, market, claimed, now));
    run.spent.ticks += await timed(() => baton.tick());
    await vacuumEmbedded(baton.database); // what the schedule does each minute of the clock on the wall
    let handedOver: string[] = [];
    run.spent.verdicts += await timed(async () => {
      handedOver = await claimNew(deps, claimed, now);
    });
    for (const key of handedOver) run.taken.push(takenBy('Baton', key, market, at));
    if (handedOver.length > 0)
      run.taken.push(...(await letRivalsChoose(deps, market, rivals, handedOver.length, now)));
    progress(posted / activities.length);
  }
  run.secondLooks = await deps.database.prisma.handover.count({ where: { chance: { not: null } } });
  return run;
}

const PEOPLE = Array.from({ length: REPS }, (_, index) => ({ name: `rep${index}` }));

function depsOf(market: Market, { database }: BatonUnderTest): HandoverDeps {
  const loaded = loadPlaybook(market.playbook);
  if (!loaded.ok) throw new Error(`${market.playbook} does not load`);
  return {
    database,
    playbook: livePlaybook(loaded),
    log: pino({ level: 'silent' }),
    deliver: () => {},
    changed: () => {},
  };
}

async function post(baton: BatonUnderTest, activities: PostedActivity[]): Promise<void> {
  for (let from = 0; from < activities.length; from += BATCH) {
    const batch = activities.slice(from, from + BATCH);
    const { status, body } = await baton.post(...batch);
    if (status !== 202 || JSON.stringify(body).includes('"errors"'))
      throw new Error(`The endpoint answered ${status}: ${JSON.stringify(body).slice(0, 500)}`);
  }
}

/** Reps log what came of the leads that the record knows the outcome of by now. */
async function sayOutcomes(
  deps: HandoverDeps,
  { outcomes }: Market,
  claimed: Map<string, string>,
  now: Date,
): Promise<void> {
  for (const [handoverId, key] of claimed) {
    const outcome = outcomes.get(key);
    if (!outcome || outcome.knownAt > now.getTime()) continue;
    claimed.delete(handoverId);
    const { claimedBy } = await deps.database.prisma.handover.findUniqueOrThrow({
      where: { id: handoverId },
    });
    const said = await logOutcome(deps, {
      handoverId,
      by: claimedBy ?? '',
      outcomeId: outcome.accepted ? 'won' : 'lost',
      reasonId: null,
      words: null,
      now,
    });
    if (!said.ok) throw new Error(`An outcome was refused: ${said.reason}`);
  }
}

/** Reps claim every card that came; gives back whose they are. */
async function claimNew(deps: HandoverDeps, claimed: Map<string, string>, now: Date): Promise<string[]> {
  const fresh = await deps.database.prisma.handover.findMany({
    where: { state: { in: ['queued', 'open'] } },
    select: { id: true, lead: { select: { identities: { where: { kind: 'crm_id' } } } } },
  });
  for (const [index, { id, lead }] of fresh.entries()) {
    const result = await claimHandover(deps, { handoverId: id, by: `UREP${index % REPS}`, now });
    if (!result.ok) throw new Error(`A claim was refused: ${result.reason}`);
    claimed.set(id, lead.identities[0]?.value ?? '');
  }
  return fresh.map(({ id }) => claimed.get(id) ?? '');
}

async function letRivalsChoose(
  deps: HandoverDeps,
  market: Market,
  rivals: Rival[],
  count: number,
  now: Date,
): Promise<Taken[]> {
  const candidates = await readCandidates(deps, now);
  const chosen = rivals.flatMap((rival) => {
    const open = candidates.filter(({ id }) => !rival.taken.has(id));
    return rival.choose(open, count).map(({ id }) => {
      rival.taken.add(id);
      return { id, by: rival.name };
    });
  });
  const identities = await deps.database.prisma.identity.findMany({
    where: { kind: 'crm_id', leadId: { in: chosen.map(({ id }) => id) } },
  });
  const keys = new Map(identities.map(({ leadId, value }) => [leadId, value]));
  return chosen.map(({ id, by }) => takenBy(by, keys.get(id) ?? '', market, now.getTime()));
}

function takenBy(by: string, key: string, { outcomes }: Market, at: number): Taken {
  return { by, at, accepted: outcomes.get(key)?.accepted ?? false };
}

function spanOf(activities: PostedActivity[]): [start: number, end: number] {
  const times = activities.map(({ at }) => Date.parse(at));
  return [times[0] ?? 0, times.at(-1) ?? 0];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
