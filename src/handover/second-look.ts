import type { Tx } from '../database/open-database.ts';
import { type AssessedLead, assessLeads } from './assess-lead.ts';
import type { HandoverDeps } from './deps.ts';
import type { SelectionDeps } from './full-channels.ts';
import { findHosts, handOver } from './hand-over.ts';
import { heldBackByHours, readRoom } from './hold-back.ts';
import type { Learned } from './learned-model.ts';
import { readLeads } from './read-leads.ts';
import { findRoute } from './route.ts';
import { decideAlone } from './settle.ts';
import { hasPlaceLeft, readLines } from './weekly-budget.ts';
import { dayAround } from './working-time.ts';

const MOST_ASSESSED = 200;
const DAY_MS = 86_400_000;

/**
 * After a handover to a channel, sometimes gives one more place there to a lead that was not chosen, drawn at random of
 * those that can be prepared for: so that `explore` of all handovers are such, and it is known what the gates miss.
 * Never more than one a day a channel. True when one was given.
 */
export async function takeSecondLook(
  deps: SelectionDeps,
  to: { channel: string; full: ReadonlySet<string>; learned: Learned },
  now: Date,
): Promise<boolean> {
  const { random, database, playbook } = deps;
  const { channel, learned } = to;
  const { explore } = playbook.current;
  const drawn = explore / (1 - explore); // beside each chosen one, that makes the share
  if (!random || random() >= drawn) return false;
  const pool = await readPool(deps, now);
  const sample = shuffled(pool, random).slice(0, MOST_ASSESSED);
  const leads = await readLeads(deps, sample);
  const assessed = await assessLeads(deps, database.prisma, leads, learned.model, now);
  const lineOf = await readLines(deps, database.prisma, now);
  const open = assessed
    .map((one) => ({ one, line: lineOf({ leadId: one.lead.id, readiness: one.assessment.readiness }) }))
    .filter(({ one, line }) => isOpenTo(deps, one, { channel, line }));
  const taken = open[Math.floor(random() * open.length)];
  if (!taken) return false;
  const { one, line: readinessGate } = taken;
  const chance = (drawn * (sample.length / pool.length)) / open.length;
  const made = await decideAlone(deps, async (tx, note) => {
    if (!(await mayTake(deps, tx, one, to, now))) return null;
    const modelVersion = learned.version;
    const by = { channel, host: null, modelVersion, readinessGate, raised: null, chance };
    const change = await handOver(deps, tx, one, by, now);
    note(change);
    return change.handover;
  });
  if (made) deps.log.info({ handover: made.id, chance, of: pool.length }, 'a second look was taken');
  return made !== null;
}

/** Who did something lately, can be prepared for, and was never handed over nor kept away by a verdict. */
async function readPool({ database, playbook }: HandoverDeps, now: Date): Promise<string[]> {
  const since = new Date(now.getTime() - playbook.current.gates.why_now_days * DAY_MS);
  const rows = await database.prisma.$queryRaw<{ id: string }[]>`
    SELECT l.id FROM "Lead" l LEFT JOIN "Company" c ON c.id = l."companyId"
    WHERE l."contextKnown" AND l."lastActivityAt" >= ${since} AND l.excluded IS NULL AND c.excluded IS NULL
      AND (l."recycleAt" IS NULL OR l."recycleAt" <= ${now})
      AND NOT EXISTS (SELECT FROM "Handover" h WHERE h."leadId" = l.id)
    ORDER BY l.id`;
  return rows.map(({ id }) => id);
}

/**
 * Whether its gates kept the lead from this channel, other than those that hold for a second look too: the playbook's, or
 * the line to which the weekly budget raised that of readiness. Who waits for hours or a cap is chosen, only later.
 */
function isOpenTo(
  { playbook }: HandoverDeps,
  { profile, assessment }: AssessedLead,
  { channel, line }: { channel: string; line: number },
): boolean {
  const { gates, readiness, handRaise } = assessment;
  const heedsBudget = !handRaise || !playbook.current.hand_raise_ignores.includes('weekly_budget');
  const isChosen = assessment.passed && (readiness >= line || !heedsBudget);
  const holds = gates.every((one) => one.passed || (one.gate !== 'context' && one.gate !== 'excluded'));
  return !isChosen && holds && findRoute(playbook.current, profile, assessment)?.channel === channel;
}

/** Whether nothing speaks against the card now: the day's second look, hours, cap, budget, or a talk with its company. */
async function mayTake(
  deps: HandoverDeps,
  tx: Tx,
  one: AssessedLead,
  { channel, full }: { channel: string; full: ReadonlySet<string> },
  now: Date,
): Promise<boolean> {
  const { current: playbook } = deps.playbook;
  const route = findRoute(playbook, one.profile, one.assessment);
  if (!route) return false;
  const day = dayAround(now, route.working_hours?.timezone ?? playbook.timezone);
  const roomFor = await readRoom(deps, tx, { routes: [route], full }, now);
  const hostOf = await findHosts(deps, tx, [one], now);
  const today = { channel, chance: { not: null }, createdAt: { gte: day.start, lt: day.end } };
  return (
    (await tx.handover.count({ where: today })) === 0 &&
    (await tx.handover.count({ where: { leadId: one.lead.id } })) === 0 &&
    heldBackByHours(deps, one, route, now) === null &&
    roomFor(one, route) === null &&
    hostOf(one) === null &&
    (await hasPlaceLeft(deps, tx, now))
  );
}

/** In random order (Fisher and Yates). */
function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const result = [...list];
  for (let at = result.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const [a, b] = [result[at], result[other]];
    if (a !== undefined && b !== undefined) [result[at], result[other]] = [b, a];
  }
  return result;
}
