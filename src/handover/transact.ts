import type { Tx } from '../database/open-database.ts';
import type { HandoverChange, HandoverDeps } from './deps.ts';

/** Notes what a transaction changes, to be told if it commits. */
export type Note = (change: HandoverChange) => void;

/**
 * Does work in one transaction, which also settles what asked for it, if it changes anything. Once it has committed,
 * tells what it changed, and that messages may be owed for it.
 */
export async function transact<T>(
  deps: Pick<HandoverDeps, 'database' | 'changed' | 'deliver' | 'settle'>,
  work: (tx: Tx, note: Note) => Promise<T>,
): Promise<T> {
  const changes: HandoverChange[] = [];
  const result = await deps.database.prisma.$transaction(async (tx) => {
    const result = await work(tx, (change) => void changes.push(change));
    if (changes.length > 0) await deps.settle?.(tx);
    return result;
  });
  for (const change of changes) deps.changed(change);
  deps.deliver();
  return result;
}
