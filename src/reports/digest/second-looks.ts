import type { SecondLooks } from '../../blocks/digest.ts';
import type { Tx } from '../../database/open-database.ts';

/** What became of the second looks of a span; null when there were none. */
export async function readSecondLooks(_tx: Tx, _from: number, _until: number): Promise<SecondLooks | null> {
  return null;
}
