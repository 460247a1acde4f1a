import type { Playbook } from './schema.ts';

/**
 * The playbook in force: one holder for the whole process, passed on as it is. When another playbook is published its
 * content changes, so read it where it is used; who needs one playbook from beginning to end takes `current` once.
 */
export interface LivePlaybook {
  current: Playbook;
  /** Names what `current` says: leads and handovers note it. */
  hash: string;
  /** Of the table PlaybookVersion; null before anything was stored. */
  version: number | null;
}

/** A holder of this playbook. */
export function livePlaybook(
  { playbook, hash }: { playbook: Playbook; hash: string },
  version: number | null = null,
): LivePlaybook {
  return { current: playbook, hash, version };
}
