import type { Ack, Delivery } from './app/delivery.ts';
import type { SocketLink } from './app/socket-link.ts';
import type { Faults } from './faults.ts';
import type { CommandOption } from './options.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ResponseUrls } from './workspace/response-urls.ts';
import type { Team, Values } from './workspace/team.ts';
import type { Triggers } from './workspace/triggers.ts';

export interface Tokens {
  botToken: string; // xoxb-...
  appToken: string; // xapp-...
  signingSecret: string;
  /** The old verification token, which Slack still puts into what it sends. */
  verificationToken: string;
  isRevoked: boolean;
}

/** What the methods and the acts of people work with. */
export interface Slack {
  team: Team;
  tokens: Tokens;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  rateLimits: RateLimits;
  faults: Faults;
  /** What people have chosen in menus and inputs of messages, by person, channel and timestamp. */
  chosen: Map<string, Values>;
  /** Absent when the app is told over HTTP. */
  sockets?: SocketLink;
  /** `undefined` takes any command. */
  commands?: CommandOption[];
  /** Of the bot token; `undefined` says nothing of them. */
  scopes?: readonly string[];
  /** Event types that the app subscribes to. */
  events: ReadonlySet<string>;
  /** `http://127.0.0.1:3001`, without a slash at the end. */
  url: string;
  /** Tells the app, and waits for its acknowledgement. */
  tell(delivery: Delivery): Promise<Ack>;
  /** What the app did wrong where Slack would only show a person that something failed. */
  problem(what: string, details: Record<string, unknown>): void;
}
