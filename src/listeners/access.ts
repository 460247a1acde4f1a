import type { Act, Verb } from './acts/act.ts';
import type { ListenerDeps } from './deps.ts';

/** Only members of the channel act on its cards: true when the person is one. */
export async function mayAct(deps: ListenerDeps, channelId: string, userId: string): Promise<boolean> {
  return deps.channels.isMember(channelId, userId);
}

/** What only members of the channel may do. */
export function asMember<A extends Act>(verb: Verb<A>): Verb<A> {
  return async (deps, act) =>
    (await mayAct(deps, act.channelId, act.userId)) ? verb(deps, act) : NOT_A_MEMBER;
}

/**
 * Those who look after Baton are the members of the feedback channel, as for troubles that are told there. While Slack
 * has no such channel, or does not say who is in it, nobody is kept from learning what is wrong.
 */
export async function isAdmin({ channels, playbook }: ListenerDeps, userId: string): Promise<boolean> {
  try {
    const id = await channels.idOf(playbook.current.feedback.channel);
    return id === null || (await channels.isMember(id, userId));
  } catch {
    return true;
  }
}

export const NOT_A_MEMBER =
  'Only members of this channel can act on its cards. Join the channel, then try again.';
