import type { WebClient } from '@slack/web-api';
import type { Health } from '../blocks/health.ts';
import type { Channels } from '../delivery/channels.ts';
import type { HandoverDeps } from '../handover/deps.ts';

export interface ListenerDeps extends HandoverDeps {
  slack: WebClient;
  channels: Channels;
  now(): Date;
  /** Whether all is well, and what is stuck. */
  health(): Promise<Health>;
}
