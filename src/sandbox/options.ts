import type { LeadDesk } from './protocol.ts';

export interface PersonOption {
  name: string; // handle, without @
  real_name?: string;
  title?: string;
  email?: string;
  tz?: string;
  id?: string;
  is_bot?: boolean;
  color?: string;
}

export interface ChannelOption {
  name: string;
  topic?: string;
  /** Handles. The app's own user is always added, unless `without_app`. */
  members?: string[];
  without_app?: boolean;
  is_private?: boolean;
  id?: string;
}

export interface CommandOption {
  command: string; // with its slash
  description?: string;
  usage_hint?: string;
}

/** How fast the app may call. Slack's documents promise these as the least one can count on. */
export interface Rates {
  /** Posts a channel takes on average: https://docs.slack.dev/apis/web-api/rate-limits/ says one a second. */
  postsPerSecond: number;
  /** Posts a channel takes at once before the average holds; Slack says only "short bursts". */
  postBurst: number;
  /** Calls a minute, by tier. */
  tiers: Record<1 | 2 | 3 | 4, number>;
}

export interface WorkspaceOptions {
  /** 0 takes any free port. */
  port?: number;
  /** Where messages are kept, so that they survive a restart and a kill; without it they live in memory. */
  file?: string;
  /** Instead of the default people; to add some, begin with `defaultPeople`. */
  people?: PersonOption[];
  channels?: ChannelOption[];
  /** User groups, which `usergroups.list` tells of: handle and the handles of those in it. */
  userGroups?: { handle: string; name?: string; members: string[] }[];
  /** The app's slash commands. Without it every command is taken for one of the app's. */
  commands?: CommandOption[];
  leadDesk?: LeadDesk;
  /** What the bot token may do, told in the header `x-oauth-scopes`; without it the header is missing. */
  scopes?: string[];
  /** Where the app takes signed HTTP requests; without it the app is told over Socket Mode. */
  requestUrl?: string;
  /** Event types that the app subscribes to. */
  events?: string[];
  /** `false` lifts all limits. */
  rates?: Partial<Rates> | false;
  /** How long the app may take to acknowledge; Slack gives it 3 seconds. */
  ackTimeoutMs?: number;
  /** When an unacknowledged event is sent again. */
  eventRetriesMs?: number[];
  /** Milliseconds since 1970. Timestamps, triggers and rate limits go by it. */
  now?: () => number;
  /** Of the random numbers behind faults. */
  seed?: number;
  log?: (line: string, details?: Record<string, unknown>) => void;
  /** Bundle the page anew each time it is loaded, for who works on it. */
  rebuildPage?: boolean;
}
