import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The default playbook without caps, so that every lead that is ready becomes a card. Gives back its path. */
export async function writeOpenPlaybook(folder: string, { nudgeAfter = '15m' } = {}): Promise<string> {
  const text = await readFile('playbook.yaml', 'utf8');
  const open = text
    .replace(/nudge_after: \w+/, `nudge_after: ${nudgeAfter}`)
    .replaceAll(/daily_cap: \d+/g, 'daily_cap: 100000')
    .replaceAll(/weekly_budget: \d+/g, 'weekly_budget: 100000')
    .replaceAll(/open_claims_per_rep: \d+/g, 'open_claims_per_rep: 1000');
  const path = join(folder, 'playbook.yaml');
  await writeFile(path, open);
  return path;
}
