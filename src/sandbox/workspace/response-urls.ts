import { randomId } from './ids.ts';

/** https://docs.slack.dev/interactivity/handling-user-interaction/#message_responses: 5 uses within 30 minutes. */
const uses = 5;
const lifetimeMs = 30 * 60_000;

export interface ResponseTarget {
  user: string;
  channel: string;
  /** The message that the person acted on; none for a slash command. */
  message_ts?: string;
  thread_ts?: string;
}

export interface ResponseUrls {
  issue(target: ResponseTarget): string;
  use(key: string): ResponseTarget | { error: 'used_url' | 'expired_url' | 'invalid_url' };
}

export function createResponseUrls(now: () => number): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; at: number; left: number }>();
  return {
    issue(target) {
      const key = randomId('', 24);
      issued.set(key, { target, at: now(), left: uses });
      return key;
    },
    use(key) {
      const known = issued.get(key);
      if (!known) return { error: 'invalid_url' };
      if (now() - known.at > lifetimeMs) return { error: 'expired_url' };
      if (known.left === 0) return { error: 'used_url' };
      known.left -= 1;
      return known.target;
    },
  };
}
