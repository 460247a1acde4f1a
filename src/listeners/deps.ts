import type { Channels } from '../delivery/channels.ts';
import type { HandoverDeps } from '../handover/deps.ts';

export interface ListenerDeps extends HandoverDeps {
  channels: Channels;
  now(): Date;
}
