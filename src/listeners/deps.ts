import type { WebClient } from '@slack/web-api';
import type { Channels } from '../delivery/channels.ts';
import type { HandoverDeps } from '../handover/deps.ts';

export interface ListenerDeps extends HandoverDeps {
  slack: WebClient;
  channels: Channels;
  now(): Date;
}
