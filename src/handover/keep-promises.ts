import type { Handover } from '../database/generated/client.ts';
import type { Tx } from '../database/open-database.ts';
import { workingSpan } from '../playbook/describe/words.ts';
import type { Playbook } from '../playbook/schema.ts';
import { changeHandover } from './change-handover.ts';
import { RELEASED } from './claim.ts';
import type { HandoverDeps } from './deps.ts';
import { outcomeKey, owePosting, threadKey } from './postings.ts';
import { duePromise, nextPromise } from './promises.ts';
import type { HandoverState } from './state.ts';
import { wakeHandover } from './snooze.ts';
import { transact } from './transact.ts';
import { takeBackVerdicts } from './verdicts.ts';

const TIMED: HandoverState[] = ['open', 'claimed', 'snoozed'];
const HOUR_MS = 3_600_000;

/** Keeps what is due now, each promise once; gives back how many. What fails is logged and tried at the next tick. */
type KeepPromises = (now: Date) => Promise<number>;

/** A tick costs what is due, also of what fell due while Baton was down. */
export function createPromiseKeeper(deps: HandoverDeps): KeepPromises {
  const { prisma } = deps.database;
  let plannedBy = ''; // hash of a playbook
  let plannedAt = 0;

  /** Has every handover looked at again when the playbook is another; once an hour those that nobody planned. */
  async function plan(now: Date): Promise<void> {
    const isOther = plannedBy !== deps.playbook.hash;
    if (!isOther && now.getTime() - plannedAt < HOUR_MS) return;
    await prisma.handover.updateMany({
      where: { state: { in: ['open', 'claimed'] }, outcomeId: null, ...(!isOther && { dueAt: null }) },
      data: { dueAt: now },
    });
    plannedBy = deps.playbook.hash;
    plannedAt = now.getTime();
  }

  return async (now) => {
    await plan(now);
    const due = await prisma.handover.findMany({
      where: { state: { in: TIMED }, dueAt: { lte: now } },
      select: { id: true },
      orderBy: { dueAt: 'asc' },
    });
    let kept = 0;
    for (const { id } of due) {
      try {
        kept += Number(await keepPromise(deps, id, now));
      } catch (err) {
        deps.log.error({ err, handoverId: id }, 'a promise about time could not be kept');
      }
    }
    if (kept > 0) deps.deliver();
    return kept;
  };
}

/** Keeps what is due of one handover, or notes when something will be. True when something was. */
async function keepPromise(deps: HandoverDeps, id: string, now: Date): Promise<boolean> {
  const { prisma } = deps.database;
  const playbook = deps.playbook.current;
  const before = await prisma.handover.findUniqueOrThrow({ where: { id } });
  const due = duePromise(before, playbook, now);
  if (!due) {
    await setNext(prisma, before, before.keptPromise, playbook);
    return false;
  }
  switch (due.name) {
    case 'wake':
      await wakeHandover(deps, { handoverId: id, why: 'the time you chose has come', now });
      return true;
    case 'nudge':
    case 'escalate':
    case 'ask':
      return remind(deps, before, due.name, now);
    case 'expire':
      return expire(deps, before, now);
    case 'lapse':
      return lapse(deps, before, now);
  }
}

/** Says what is to be said, if nobody has changed the handover or said it meanwhile. */
function remind(
  deps: HandoverDeps,
  before: Handover,
  name: 'nudge' | 'escalate' | 'ask',
  now: Date,
): Promise<boolean> {
  const playbook = deps.playbook.current;
  const levels = playbook.service_levels;
  const { id: handoverId, version, state, channel, claimedBy } = before;
  return transact(deps, async (tx) => {
    if (!(await setNext(tx, before, name, playbook))) return false;
    await tx.handoverEvent.create({
      data: { handoverId, event: name, fromState: state, toState: state, at: now },
    });
    if (name === 'ask') {
      const after = workingSpan(levels.outcome_due_after);
      await owePosting(tx, {
        key: outcomeKey(before),
        kind: 'outcome',
        handoverId,
        channel: claimedBy ?? '',
        details: { after, version },
      });
      return true;
    }
    const span = name === 'nudge' ? levels.nudge_after : levels.escalate_after;
    await owePosting(tx, {
      key: `${name}:${handoverId}:${version}`,
      kind: name === 'nudge' ? 'nudge' : 'escalation',
      handoverId,
      channel,
      hostKey: threadKey(before),
      details: { after: span ? workingSpan(span) : '', to: levels.escalate_to ?? '', version },
    });
    return true;
  });
}

/** Nobody took it: marketing has the lead back. It teaches nothing, and the lead may return with new interest. */
function expire(deps: HandoverDeps, { id, version }: Handover, now: Date): Promise<boolean> {
  const { feedback, service_levels: levels } = deps.playbook.current;
  return transact(deps, async (tx, note) => {
    const changed = await changeHandover(tx, {
      handoverId: id,
      event: 'expire',
      by: null,
      now,
      note,
      version,
    });
    if (!changed.ok) return false;
    await owePosting(tx, {
      key: `expiry:${id}`,
      kind: 'expiry',
      handoverId: id,
      channel: feedback.channel,
      details: { after: workingSpan(levels.expire_after) },
    });
    return true;
  });
}

/** No word from who claimed it: the card is open again for everyone, and the rep is told. */
function lapse(deps: HandoverDeps, before: Handover, now: Date): Promise<boolean> {
  const { id: handoverId, version, claimedBy } = before;
  const after = workingSpan(deps.playbook.current.service_levels.release_after);
  return transact(deps, async (tx, note) => {
    const changed = await changeHandover(tx, {
      handoverId,
      event: 'release',
      by: null,
      now,
      note,
      version,
      patch: { ...RELEASED, woken: { lapsed: claimedBy, why: after, note: null } },
      details: { lapsed: claimedBy },
    });
    if (!changed.ok) return false;
    await takeBackVerdicts(tx, handoverId, now);
    const asked = await tx.posting.findUnique({ where: { key: outcomeKey(before) } });
    await owePosting(tx, {
      key: `lapse:${handoverId}:${version}`,
      kind: 'lapse',
      handoverId,
      channel: claimedBy ?? '',
      hostKey: asked?.key ?? null,
      details: { after },
    });
    return true;
  });
}

/** Notes what was kept last and when the next promise is due; false when somebody was faster. */
async function setNext(
  tx: Tx,
  { id, version, keptPromise, ...handover }: Handover,
  kept: string | null,
  playbook: Playbook,
): Promise<boolean> {
  const next = nextPromise({ ...handover, keptPromise: kept }, playbook);
  const { count } = await tx.handover.updateMany({
    where: { id, version, keptPromise },
    data: { keptPromise: kept, dueAt: next?.at ?? null },
  });
  return count > 0;
}
