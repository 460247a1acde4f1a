import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../database/open-database.ts';
import type { Playbook } from '../../playbook/schema.ts';
import { createCompanies } from './companies.ts';
import { countAlike, createInterestPast, type InterestPast } from './interest-past.ts';
import { type PastLead, readPastLeads } from './past-lead.ts';
import {
  measureActivities,
  readHandovers,
  readRollbacks,
  readVerdicts,
  streamActivities,
} from './read-history.ts';
import { createSide, type Side, type Waiting } from './side.ts';
import { nearestTalk, readTalks, type Talk } from './talks.ts';
import { verdictsAt } from './verdicts-then.ts';

const BREATH = 250; // activities
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface ReplayOptions {
  playbooks: readonly Playbook[];
  since: Date;
  until: Date;
  /** Reads no more than the newest so many activities: what leads did before them is not counted. */
  mostActivities?: number;
  /** How far the activities are read, and how far they go. */
  onProgress?: (place: number, end: number) => void;
}

/** What a playbook would have done, and what it would have said of the leads that were handed over in fact. */
export type Replayed = Pick<Side, 'handedOver' | 'scored'>;

export interface Replay {
  activities: number;
  /** Whether there were older activities that were not read. */
  isCut: boolean;
  names: ReadonlyMap<string, string>; // by lead id
  /** The handovers of the time replayed, as they were made. */
  inFact: Talk[];
  sides: Replayed[];
}

/**
 * Goes through the past as it came to be known: activities when Baton heard of them, facts when they were said, verdicts
 * when they were given. From `since` on each playbook hands over once an hour, by a model that learns each day from the
 * verdicts of before. Memory grows with the leads, not with the activities. Gives each playbook's handovers, and its
 * readiness for each handover that was made in fact, just before it was.
 */
export async function replay(database: Database, options: ReplayOptions): Promise<Replay> {
  const [since, until] = [options.since.getTime(), options.until.getTime()];
  const verdicts = await readVerdicts(database);
  const talks = readTalks(await readHandovers(database), verdicts);
  const verdictsThen = verdictsAt(verdicts, talks, await readRollbacks(database));
  const stretch = await measureActivities(database, options.mostActivities);
  const companies = createCompanies();
  const folds: InterestPast[] = [];
  const sides = options.playbooks.map((playbook) => {
    const interest =
      folds.find((fold) => countAlike(fold.playbook, playbook)) ?? createInterestPast(database, playbook);
    if (!folds.includes(interest)) folds.push(interest);
    return createSide(playbook, interest, companies, nearestTalk(talks));
  });
  const leads = new Map<string, PastLead>();
  const changed = new Map<string, PastLead>();
  const waiting = sides.map(() => new Map<string, Waiting>());
  let [nextTalk, nextTick, learned, read] = [0, since, '', 0];

  async function goOnTo(now: number): Promise<void> {
    const end = Math.min(now, until);
    for (; nextTick <= end; nextTick += HOUR_MS) {
      pass(nextTick);
      await tick(nextTick);
    }
    pass(end);
  }

  /** Comes to the handovers that were made by a moment: of before the replay they stand, later ones are scored. */
  function pass(now: number): void {
    for (let talk = talks[nextTalk]; talk && talk.at <= now; talk = talks[++nextTalk]) {
      if (talk.at < since) for (const side of sides) side.begin(talk);
      else judge(talk);
    }
  }

  function judge(talk: Talk): void {
    const lead = leads.get(talk.leadId);
    if (lead) for (const side of sides) side.judge(talk, lead);
  }

  async function tick(now: number): Promise<void> {
    const isDaily = (now - since) % DAY_MS === 0;
    if (isDaily) learn(now);
    for (const [index, side] of sides.entries()) {
      const waits = waiting[index] ?? new Map<string, Waiting>();
      const freed = [...waits.values()].filter(({ until }) => until <= now).map(({ lead }) => lead);
      const due = new Set([...freed, ...changed.values(), ...(isDaily ? recent(side, now) : [])]);
      for (const { id } of due) waits.delete(id);
      for (const one of await side.handOver(due, now)) waits.set(one.lead.id, one);
    }
    changed.clear();
  }

  /** A version of the model takes its calibration with it, so both change with what it counts. */
  function learn(now: number): void {
    const then = verdictsThen(now);
    const log = then.counted.map(({ handoverId, at }) => `${handoverId} ${at}`).join();
    if (log === learned) return;
    learned = log;
    for (const side of sides) side.learn(then);
  }

  /** Leads whose score another model can bring over the gate. */
  function recent({ playbook, interest }: Side, now: number): PastLead[] {
    const oldest = now - playbook.gates.why_now_days * DAY_MS;
    return [...leads.values()].filter(({ id }) => (interest.of(id).lastMeaningful?.at ?? 0) >= oldest);
  }

  for await (const { page, place } of streamActivities(database, stretch)) {
    const unmet = new Set(page.map(({ leadId }) => leadId).filter((id) => !leads.has(id)));
    for await (const lead of readPastLeads(database, [...unmet])) {
      leads.set(lead.id, lead);
      companies.add(lead);
    }
    for (const [index, activity] of page.entries()) {
      if (index % BREATH === 0) await setImmediate(); // other work of the process gets its turn
      const lead = leads.get(activity.leadId);
      if (!lead || activity.receivedAt > until) continue;
      await goOnTo(activity.receivedAt);
      for (const interest of folds) await interest.take(activity);
      if (activity.receivedAt >= since) changed.set(lead.id, lead);
    }
    read += page.length;
    options.onProgress?.(place - stretch.after, stretch.last - stretch.after);
  }
  await goOnTo(until);
  return {
    activities: read,
    isCut: stretch.after > 0,
    names: new Map([...leads].map(([id, { name }]) => [id, name])),
    inFact: talks.filter(({ at }) => at >= since && at <= until),
    sides,
  };
}
