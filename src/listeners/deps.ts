import type { FetchFunction, WebClient } from '@slack/web-api';
import type { Health } from '../blocks/health.ts';
import type { Channels } from '../delivery/channels.ts';
import type { HandoverDeps, Settle } from '../handover/deps.ts';

export interface ListenerDeps extends HandoverDeps {
  slack: WebClient;
  /** By which every call to Slack goes. */
  fetch: FetchFunction;
  channels: Channels;
  /** Where clicks and submitted modals are stored before they are acknowledged. */
  clicks: Inbox;
  submissions: Inbox;
  /** What could not be told, and acts that could not be done. */
  tellings: Inbox;
  now(): Date;
  /** Whether all is well, and what is stuck. */
  health(): Promise<Health>;
}

interface Inbox {
  put(id: string, what: object): Promise<void>;
  /** What is thrown is tried again; what is settled is not. */
  work(work: (what: object, settle: Settle) => Promise<void>): Promise<void>;
}
