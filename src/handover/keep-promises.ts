import type { Handover } from '../database/generated/client.ts';
import { workingSpan } from '../playbook/describe/words.ts';
import { changeHandover } from './change-handover.ts';
import { RELEASED } from './claim.ts';
import type { HandoverDeps } from './deps.ts';
import { outcomeKey, owePosting, threadKey } from './postings.ts';
import { createPlanner, noteNext } from './plan-promises.ts';
import { duePromise } from './promises.ts';
import type { HandoverState } from './state.ts';
import { wakeHandover } from './snooze.ts';
import { transact } from './transact.ts';
import { takeBackVerdicts } from './verdicts.ts';

const TIMED: HandoverState[] = ['open', 'claimed', 'snoozed'];
/** A promise is kept at the tick next to its moment, before or after: half of the second between two ticks. */
const NEAR_MS = 500;

/** Keeps what is due now, each promise once; gives back how many. What fails is logged and tried at the next tick. */
type KeepPromises = (now: Date) => Promise<number>;

/** A tick costs what is due, also of what fell due while Baton was down. */
export function createPromiseKeeper(deps: HandoverDeps): KeepPromises {
  const { prisma } = deps.database;
  const plan = createPlanner(deps);

  async function keepDue(now: Date): Promise<number> {
    const due = await prisma.handover.findMany({
      where: { state: { in: TIMED }, dueAt: { lte: near(now) } },
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
    return kept;
  }

  return async (now) => {
    let kept = await keepDue(now);
    if (await plan(now)) kept += await keepDue(now);
    if (kept > 0) deps.deliver();
    return kept;
  };
}

function near(now: Date): Date {
  return new Date(now.getTime() + NEAR_MS);
}

/** Keeps what is due of one handover, or notes when something will be. True when something was. */
async function keepPromise(deps: HandoverDeps, id: string, now: Date): Promise<boolean> {
  const { prisma } = deps.database;
  const playbook = deps.playbook.current;
  const before = await prisma.handover.findUniqueOrThrow({ where: { id } });
  const due = duePromise(before, playbook, near(now));
  if (!due) {
    await noteNext(prisma, before, before.keptPromise, playbook);
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
    if (!(await noteNext(tx, before, name, playbook))) return false;
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
