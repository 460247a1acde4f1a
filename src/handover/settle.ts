import { type Handover, Prisma } from '../database/generated/client.ts';
import { holdLock } from '../database/locks.ts';
import type { Tx } from '../database/open-database.ts';
import type { Route } from '../playbook/routes.ts';
import type { AssessedLead } from './assess-lead.ts';
import type { HandoverDeps } from './deps.ts';
import { findHosts, handOver, type HandOverAs } from './hand-over.ts';
import { type HeldBack, heldBackByHours, lookAgain, NOTHING, readRoom } from './hold-back.ts';
import { noteScores } from './note-scores.ts';
import { type Note, transact } from './transact.ts';
import { readGatesInForce } from './weekly-budget.ts';

/** A lead that passed the playbook's gates, and where it goes; null when no route holds. */
export interface Ready {
  assessed: AssessedLead;
  route: Route | null;
}

type Place = Omit<HandOverAs, 'modelVersion' | 'chance'>;

/** Which channels have no rep who may claim one more, and by which model the leads were scored. */
interface By {
  full: ReadonlySet<string>;
  modelVersion: number;
}

/** Hands a lead over, or notes what holds it back; null then. */
export function settle(deps: HandoverDeps, one: Ready, by: By, now: Date): Promise<Handover | null> {
  const { assessed } = one;
  return decideAlone(deps, async (tx, note) => {
    const placeOf = await findPlaces(deps, tx, [one], by, now);
    const place = placeOf(one);
    if ('why' in place) {
      await noteScores(tx, [{ assessed, heldBack: lookAgain(place, assessed.changesAt) }], now);
      return null;
    }
    const as = { ...place, modelVersion: by.modelVersion, chance: null };
    const change = await handOver(deps, tx, assessed, as, now);
    note(change);
    await noteScores(tx, [{ assessed, heldBack: NOTHING }], now);
    return change.handover;
  });
}

/**
 * Notes in one transaction what holds back those leads that come before the first for which there is a place; gives back how
 * many. Where many wait, a tick costs a few statements for hundreds of them.
 */
export async function holdBackUntilPlace(
  deps: HandoverDeps,
  ready: readonly Ready[],
  by: By,
  now: Date,
): Promise<number> {
  if (ready.length === 0) return 0;
  return await deps.database.prisma.$transaction(async (tx) => {
    await holdLock(tx, 'decide');
    await holdLeads(tx, ready);
    const placeOf = await findPlaces(deps, tx, ready, by, now);
    const held: { assessed: AssessedLead; heldBack: HeldBack }[] = [];
    for (const one of ready) {
      const place = placeOf(one);
      if (!('why' in place)) break;
      held.push({ assessed: one.assessed, heldBack: lookAgain(place, one.assessed.changesAt) });
    }
    await noteScores(tx, held, now);
    return held.length;
  });
}

/** All of them first, and in the order of their ids, as ingest does: of two who wait for each other PostgreSQL ends one. */
async function holdLeads(tx: Tx, ready: readonly Ready[]): Promise<void> {
  const ids = ready.map(({ assessed }) => assessed.lead.id);
  await tx.$executeRaw`SELECT FROM "Lead" WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
}

/**
 * Instances decide one after the other: a cap, a budget, or a company's one card, holds over what all of them do. Null
 * also when someone was faster.
 */
export async function decideAlone(
  deps: HandoverDeps,
  work: (tx: Tx, note: Note) => Promise<Handover | null>,
): Promise<Handover | null> {
  try {
    return await transact(deps, async (tx, note) => {
      await holdLock(tx, 'decide');
      return work(tx, note);
    });
  } catch (error) {
    if (lostToAnother(error)) return null;
    throw error;
  }
}

/**
 * Someone was faster: another instance, whose handover is the live one of the lead, or ingest, for which this lead has
 * become one with another.
 */
function lostToAnother(error: unknown): boolean {
  return (
    error instanceof Prisma.PrismaClientKnownRequestError &&
    (error.code === 'P2002' || error.code === 'P2003')
  );
}

/** Of each of these leads, as things stand: where it is handed over to and under which gate, or what holds it back. */
async function findPlaces(
  deps: HandoverDeps,
  tx: Tx,
  ready: readonly Ready[],
  { full }: Pick<By, 'full'>,
  now: Date,
): Promise<(one: Ready) => Place | HeldBack> {
  const routed = ready.filter(({ route }) => route);
  const hostOf = await findHosts(
    deps,
    tx,
    routed.map(({ assessed }) => assessed),
    now,
  );
  const asking = routed.map(({ assessed }) => ({ assessed, host: hostOf(assessed) }));
  const gateOf = await readGatesInForce(deps, tx, asking, now);
  const routes = routed.flatMap(({ route }) => route ?? []);
  const roomFor = await readRoom(deps, tx, { routes, full }, now);
  return ({ assessed, route }) => {
    if (!route) return { why: ['no route of the playbook holds'], by: 'route', until: null };
    const host = hostOf(assessed);
    const { heldBack: byBudget, ...gate } = gateOf({ assessed, host });
    // What is told in the thread of another card takes no place in the channel: it goes to who talks with the company.
    const byRoom = host ? null : (byBudget ?? roomFor(assessed, route));
    const heldBack = heldBackByHours(deps, assessed, route, now) ?? byRoom;
    return heldBack ?? { channel: route.channel, host, ...gate };
  };
}
