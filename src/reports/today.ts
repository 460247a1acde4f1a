import { z } from 'zod';
import type { TodayInput } from '../blocks/today.ts';
import type { Prisma } from '../database/generated/client.ts';
import type { Brief } from '../handover/brief.ts';
import type { HandoverDeps } from '../handover/deps.ts';
import { readModel } from '../handover/learned-model.ts';
import { dayAround } from '../handover/working-time.ts';

export interface Claim {
  handoverId: string;
  leadName: string;
  company: string | null;
  claimedAt: number; // epoch milliseconds
  channel: string;
}

/** The handovers that a rep has claimed and not closed, oldest first. */
export async function readMyClaims(deps: HandoverDeps, userId: string): Promise<Claim[]> {
  const mine = await deps.database.prisma.handover.findMany({
    where: { claimedBy: userId, state: 'claimed' },
    orderBy: { claimedAt: 'asc' },
  });
  return mine.map(asClaim);
}

/** Today by channel: what is open, claimed and by whom, and who is held back and why. */
export async function readToday(deps: HandoverDeps, now: Date): Promise<TodayInput> {
  const { prisma } = deps.database;
  const day = dayAround(now, deps.playbook.current.timezone);
  const [handovers, heldBack, waiting, { model }] = await Promise.all([
    prisma.handover.findMany({
      where: { OR: [{ liveLeadId: { not: null } }, { createdAt: { gte: day.start } }] },
      orderBy: { createdAt: 'asc' },
    }),
    readWaiting(deps, 10),
    prisma.lead.count({ where: WAITING }),
    readModel(deps, now),
  ]);
  const channels = [
    ...new Set([
      ...deps.playbook.current.routes.map(({ channel }) => channel),
      ...handovers.map(({ channel }) => channel),
    ]),
  ];
  return {
    channels: channels.map((channel) => {
      const here = handovers.filter((one) => one.channel === channel);
      const count = (...states: string[]) => here.filter(({ state }) => states.includes(state)).length;
      return {
        channel,
        open: count('queued', 'open'),
        claimed: count('claimed'),
        snoozed: count('snoozed'),
        rejected: count('rejected'),
        cap: deps.playbook.current.routes.find((route) => route.channel === channel)?.daily_cap ?? null,
      };
    }),
    claims: handovers.flatMap((one) =>
      one.state === 'claimed' && one.claimedBy ? [{ ...asClaim(one), by: one.claimedBy }] : [],
    ),
    waiting,
    heldBack,
    calibration: model.calibration,
  };
}

/**
 * Scored leads that no live handover is about and that something holds back. Whose handover has just ended has no reason
 * noted, and waits for nothing until the tick has looked at them again.
 */
const WAITING = {
  scoredAt: { not: null },
  heldBack: { path: ['why'], not: [] },
  handovers: { none: { liveLeadId: { not: null } } },
} satisfies Prisma.LeadWhereInput;

const HeldBack = z.object({ why: z.array(z.string()) }).nullable();

/** Leads without a live handover and what holds each back, most ready first. */
export async function readWaiting(deps: Pick<HandoverDeps, 'database'>, take: number) {
  const leads = await deps.database.prisma.lead.findMany({
    where: WAITING,
    orderBy: { readiness: { sort: 'desc', nulls: 'last' } },
    take,
  });
  return leads.map(({ name, email, readiness, heldBack }) => ({
    name: name ?? email ?? 'Unknown visitor',
    readiness,
    why: HeldBack.parse(heldBack)?.why ?? [],
  }));
}

function asClaim(one: {
  id: string;
  brief: unknown;
  claimedAt: Date | null;
  createdAt: Date;
  channel: string;
}): Claim {
  const brief = one.brief as Brief; // as hand-over.ts froze it
  return {
    handoverId: one.id,
    leadName: brief.leadName,
    company: brief.fields.organisation?.text ?? null,
    claimedAt: (one.claimedAt ?? one.createdAt).getTime(),
    channel: one.channel,
  };
}
