import type { ListenerDeps } from './deps.ts';

/** Only members of the channel act on its cards: true when the person is one. */
export async function mayAct(deps: ListenerDeps, channelId: string, userId: string): Promise<boolean> {
  return deps.channels.isMember(channelId, userId);
}

export const NOT_A_MEMBER =
  'Only members of this channel can act on its cards. Join the channel, then try again.';
