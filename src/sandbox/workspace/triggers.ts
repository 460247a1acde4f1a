import { randomId } from './ids.ts';

/** https://docs.slack.dev/interactivity/handling-user-interaction/: within 3 seconds, and once. */
const lifetimeMs = 3000;

export interface Trigger {
  user: string;
  /** The view that the person was in; only from there can another be pushed. */
  viewId?: string;
}

export interface Triggers {
  issue(trigger: Trigger): string;
  /** What the trigger allows, once; or Slack's error. */
  exchange(
    id: string,
  ): Trigger | { error: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id' };
}

export function createTriggers(now: () => number): Triggers {
  const issued = new Map<string, { trigger: Trigger; at: number; isUsed: boolean }>();
  return {
    issue(trigger) {
      const at = now();
      for (const [id, old] of issued) {
        if (at - old.at < 20 * lifetimeMs) break;
        issued.delete(id);
      }
      const id = `${Math.floor(at)}.${issued.size + 1}.${randomId('', 32).toLowerCase()}`;
      issued.set(id, { trigger, at, isUsed: false });
      return id;
    },
    exchange(id) {
      const known = issued.get(id);
      if (!known) return { error: 'invalid_trigger_id' };
      if (known.isUsed) return { error: 'exchanged_trigger_id' };
      if (now() - known.at > lifetimeMs) return { error: 'expired_trigger_id' };
      known.isUsed = true;
      return known.trigger;
    },
  };
}
