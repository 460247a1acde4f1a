import type { HandoverDeps } from '../handover/deps.ts';
import { currentPlaybook } from '../handover/playbook-in-force.ts';
import { changePlaybook, type ChangeProblem, type PlaybookChange } from '../playbook/change.ts';
import type { Playbook } from '../playbook/schema.ts';
import { compare, type SideReport } from './backtest/compare.ts';
import { replay } from './backtest/replay.ts';

const DAY_MS = 86_400_000;
/** So much of the past is replayed for Slack, where someone waits for it. */
export const TRIED = { days: 30, activities: 100_000 } as const;

/** A change of the playbook in force, as it would be published. */
export interface ProposedChange {
  basedOn: number; // version of the playbook
  source: string;
  before: Playbook;
  after: Playbook;
  says: string[];
}

export type Proposal = { ok: true; change: ProposedChange } | { ok: false; problems: ChangeProblem[] };

/** Makes a change to the playbook in force, without publishing it. */
export async function proposeChange(
  { database }: Pick<HandoverDeps, 'database'>,
  change: PlaybookChange,
): Promise<Proposal> {
  const inForce = await currentPlaybook(database);
  if (!inForce) throw new Error('there is no playbook in force');
  const changed = changePlaybook(inForce.source, change);
  if (!changed.ok) return changed;
  const { source, playbook: after, says } = changed;
  return { ok: true, change: { basedOn: inForce.version, source, before: inForce.playbook, after, says } };
}

export interface TriedChange {
  today: SideReport;
  changed: SideReport;
  /** Whether only the newest activities were read. */
  isCut: boolean;
}

/** What the playbook in force and the changed one would have done with the last month. */
export async function tryChange(
  { database }: Pick<HandoverDeps, 'database'>,
  { before, after }: ProposedChange,
  now: Date,
): Promise<TriedChange> {
  const since = new Date(now.getTime() - TRIED.days * DAY_MS);
  const past = await replay(database, {
    playbooks: [before, after],
    since,
    until: now,
    mostActivities: TRIED.activities,
  });
  const [today, changed] = compare(past, since);
  if (!today || !changed) throw new Error('two playbooks have two reports');
  return { today, changed, isCut: past.isCut };
}
