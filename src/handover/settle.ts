import { type Handover, Prisma } from '../database/generated/client.ts';
import { holdLock } from '../database/locks.ts';
import type { Tx } from '../database/open-database.ts';
import type { Route } from '../playbook/routes.ts';
import type { AssessedLead } from './assess-lead.ts';
import type { HandoverDeps } from './deps.ts';
import { findHost, handOver } from './hand-over.ts';
import { type HeldBack, heldBackByHours, heldBackByRoom, lookAgain, NOTHING } from './hold-back.ts';
import { noteScores } from './note-scores.ts';
import { type Note, transact } from './transact.ts';
import { readGateInForce } from './weekly-budget.ts';

/** Where a lead goes, which channels have no rep who may claim one more, and by which model it was scored. */
interface Destination {
  route: Route | null;
  full: ReadonlySet<string>;
  modelVersion: number;
}

/** Hands a lead over that passed the playbook's gates, or notes what holds it back; null then. */
export function settle(
  deps: HandoverDeps,
  assessed: AssessedLead,
  to: Destination,
  now: Date,
): Promise<Handover | null> {
  return decideAlone(deps, async (tx, note) => {
    const decided = await decide(deps, tx, note, assessed, to, now);
    const heldBack = 'why' in decided ? lookAgain(decided, assessed.changesAt) : NOTHING;
    await noteScores(tx, [{ assessed, heldBack }], now);
    return 'why' in decided ? null : decided;
  });
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

async function decide(
  deps: HandoverDeps,
  tx: Tx,
  note: Note,
  assessed: AssessedLead,
  { route, full, modelVersion }: Destination,
  now: Date,
): Promise<HeldBack | Handover> {
  if (!route) return { why: ['no route of the playbook holds'], by: 'route', until: null };
  const host = await findHost(deps, tx, assessed, now);
  const { heldBack: byBudget, ...gate } = await readGateInForce(deps, tx, { assessed, host }, now);
  const byHours = heldBackByHours(deps, assessed, route, now);
  // What is told in the thread of another card takes no place in the channel: it goes to who talks with the company.
  const byRoom = host ? null : (byBudget ?? (await heldBackByRoom(deps, tx, assessed, { route, full }, now)));
  const heldBack = byHours ?? byRoom;
  if (heldBack) return heldBack;
  const change = await handOver(
    deps,
    tx,
    assessed,
    { channel: route.channel, host, modelVersion, ...gate, chance: null },
    now,
  );
  note(change);
  return change.handover;
}
