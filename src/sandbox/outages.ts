import { announce, announceJoin, announceLeave } from './app/announce.ts';
import { Refusal } from './api/refusal.ts';
import type { FaultSettings, Faults } from './faults.ts';
import type { Slack } from './slack.ts';
import { join, leave, setArchived } from './workspace/rooms.ts';
import { findChannel, findPerson } from './workspace/team.ts';
import type { Room } from './workspace/team.ts';

/** What an administrator or bad luck can do to the app. Channels and people go by id or name. */
export interface Outages extends Faults {
  archive(channel: string): void;
  unarchive(channel: string): void;
  /** Takes the app out of a channel, or another person. */
  kick(channel: string, user?: string): void;
  invite(channel: string, user?: string): void;
  revokeTokens(): void;
  restoreTokens(): void;
  /** Asks the app to connect anew, as Slack does every few hours. */
  refreshSockets(reason?: 'refresh_requested' | 'warning' | 'link_disabled'): void;
  cutSockets(): void;
}

export function createOutages(slack: Slack): Outages {
  const { team, faults } = slack;
  const room = (name: string): Room => {
    const found = findChannel(team, name);
    if (!found) throw new Refusal('channel_not_found', [name]);
    return found;
  };
  const person = (name: string | undefined): string => {
    const found = name === undefined ? team.app.userId : findPerson(team, name)?.id;
    if (found === undefined) throw new Refusal('user_not_found', [String(name)]);
    return found;
  };
  return {
    set: (settings) => faults.set(settings),
    get settings() {
      return faults.settings;
    },
    next: (method, fate, times) => faults.next(method, fate, times),
    fateOf: (method) => faults.fateOf(method),
    latencyMs: (method) => faults.latencyMs(method),
    isDuplicate: () => faults.isDuplicate(),
    archive(channel) {
      setArchived(team, room(channel), true);
      announce(slack, { type: 'channel_archive', channel: room(channel).id, user: team.app.userId });
    },
    unarchive: (channel) => setArchived(team, room(channel), false),
    kick(channel, user) {
      leave(team, room(channel), person(user));
      announceLeave(slack, room(channel), person(user));
    },
    invite(channel, user) {
      join(team, room(channel), person(user));
      announceJoin(slack, room(channel), person(user));
    },
    revokeTokens() {
      slack.tokens.isRevoked = true;
      announce(slack, { type: 'tokens_revoked', tokens: { oauth: [], bot: [team.app.userId] } });
      announce(slack, { type: 'app_uninstalled' });
    },
    restoreTokens() {
      slack.tokens.isRevoked = false;
    },
    refreshSockets: (reason) => slack.sockets?.refresh(reason),
    cutSockets: () => slack.sockets?.cut(),
  };
}

/** Keeps cutting the sockets while the faults say so. */
export function createSocketCutter(cut: () => void): { follow(settings: FaultSettings): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    follow({ cutSocketsEveryMs, offline }) {
      clearInterval(timer);
      timer = undefined;
      if (offline === true) cut();
      if (cutSocketsEveryMs !== undefined) timer = setInterval(cut, cutSocketsEveryMs).unref();
    },
    stop: () => clearInterval(timer),
  };
}
