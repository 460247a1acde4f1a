import type { App } from '@slack/bolt';
import { z } from 'zod';

/** Slack gives each click and command an id of its own, and the same again when it delivers it again. */
const Triggered = z.object({
  type: z.string().optional(),
  trigger_id: z.string(),
  actions: z.array(z.object({ action_id: z.string() })).default([]),
});
const REMEMBERED_MS = 10 * 60_000;

/**
 * Acknowledges what comes a second time, and does nothing more: no modal is opened twice, nobody is told twice. Only
 * of this process: to another instance it is new, and looking again changes nothing. What is `stored`, and a submitted
 * modal, is answered each time: the first may not be stored yet, or its answer lost, and the same is stored once.
 */
export function registerOnce(
  app: App,
  stored: ReadonlySet<string>, // action ids
  now: () => number = () => performance.now(),
): void {
  const seen = new Map<string, number>(); // trigger id -> when, oldest first
  app.use(async (args) => {
    const triggered = Triggered.safeParse(args.body);
    if (!triggered.success || triggered.data.type === 'view_submission') return args.next();
    const { trigger_id: id, actions } = triggered.data;
    if (actions.some(({ action_id }) => stored.has(action_id))) return args.next();
    for (const [old, at] of seen) {
      if (now() - at < REMEMBERED_MS) break;
      seen.delete(old);
    }
    if (seen.has(id)) {
      if ('ack' in args && typeof args.ack === 'function') await args.ack();
      return undefined;
    }
    seen.set(id, now());
    try {
      await args.next();
    } catch (error) {
      seen.delete(id); // it was not done
      throw error;
    }
    return undefined;
  });
}
