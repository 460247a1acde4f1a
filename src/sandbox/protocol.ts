/**
 * What the page of the local workspace and its server say to each other. The page opens a WebSocket on
 * `/page/live?user=U...`: the server sends one `snapshot`, then `change`s. What a person does goes as JSON to
 * `POST /page/act` (a `PersonAct`, answered with an `ActResult`). Tests act through the same verbs.
 * Ids, timestamps and block shapes are Slack's own.
 */
import type { KnownBlock, View } from '@slack/types';

export interface Person {
  id: string; // U...
  name: string; // handle, without @
  real_name: string;
  title: string; // "Sales rep", shown in the switch of who I am
  is_bot: boolean;
  color: string; // of the avatar
}

export interface Channel {
  id: string; // C... or D... (a direct message between the app and one person)
  name: string;
  kind: 'channel' | 'im';
  topic: string;
  members: string[];
  is_archived: boolean;
}

export interface Message {
  channel: string;
  ts: string; // unique within the channel
  user: string; // author
  text: string;
  blocks?: KnownBlock[];
  thread_ts?: string;
  /** A reply that also stands in the channel: https://docs.slack.dev/reference/events/message/thread_broadcast */
  subtype?: 'thread_broadcast';
  edited_ts?: string;
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  /** Only this person sees it; gone on reload, as in Slack. */
  ephemeral_to?: string;
  /** A file shared with the message: where the page can load it from. */
  files?: { id: string; name: string; title: string; alt_text: string; mimetype: string; url: string }[];
}

export interface OpenView {
  id: string; // V...
  user: string; // who sees it
  view: View & { callback_id?: string };
  hash: string;
  /** Messages to show at inputs, by block_id, after a refused submission. */
  errors?: Record<string, string>;
}

/** What one person can see: sent once when the page opens, and again after a reconnect. */
export interface Snapshot {
  type: 'snapshot';
  me: string;
  people: Person[];
  channels: Channel[];
  messages: Message[]; // newest 200 a channel, oldest first, thread replies included
  views: OpenView[]; // the modals, bottom of the stack first
  /** The app's Home tab as this person sees it, once the app has published one. */
  home?: OpenView;
  read: Record<string, string>; // channel -> ts of the newest message read
  commands: { command: string; description: string; usage_hint: string }[];
  lead_desk?: { actions: LeadAction[]; leads: LeadSummary[] };
}

export type Change =
  | { type: 'message'; message: Message } // new, or changed: same channel and ts
  | { type: 'message_deleted'; channel: string; ts: string }
  | { type: 'view'; view: OpenView } // a modal, pushed or updated
  | { type: 'home'; view: OpenView } // the Home tab, published
  | { type: 'view_closed'; view_id: string }
  | { type: 'channel'; channel: Channel }
  | { type: 'read'; channel: string; ts: string }
  | { type: 'leads'; leads: LeadSummary[] };

/** What a person does. `user` is who acts. */
export type PersonAct =
  | { type: 'say'; user: string; channel: string; text: string; thread_ts?: string } // text that begins with / is a slash command
  | {
      type: 'click'; // any interactive element of a message or view
      user: string;
      container: { channel: string; ts: string } | { view_id: string };
      block_id: string;
      action_id: string;
      /** For menus, pickers and inputs: what was chosen, in the shape Slack's `state.values` has. */
      chosen?: Record<string, unknown>;
      /** In a view: what its other inputs hold by now, as in `submit`, so that the app sees it too. */
      values?: Record<string, Record<string, unknown>>;
    }
  | { type: 'submit'; user: string; view_id: string; values: Record<string, Record<string, unknown>> } // `view.state.values`
  | { type: 'close'; user: string; view_id: string }
  | { type: 'home'; user: string } // opens the app's Home tab
  | { type: 'shortcut'; user: string; callback_id: string; message?: { channel: string; ts: string } }
  | { type: 'read'; user: string; channel: string; ts: string }
  | { type: 'lead'; user: string; lead: string; action: string }; // the side panel: do something as a lead

/** `ok: false` is what Slack would show the person: "/x is not a valid command", "We had some trouble connecting". */
export type ActResult = { ok: true } | { ok: false; error: string };

export interface LeadAction {
  id: string;
  label: string; // "Visit the pricing page"
}

export interface LeadSummary {
  key: string; // what `PersonAct.lead` names
  name: string;
  role: string;
  company: string;
  readiness: number | null; // 0-100; null before the first scoring
  fit: number | null;
  interest: number | null;
  state: string; // in words: "not ready", "card in #sales", "claimed by Ana"
}

/** What lets a newcomer act as a lead. The composition root gives it; without it the panel is not shown. */
export interface LeadDesk {
  actions: LeadAction[];
  leads(): Promise<LeadSummary[]>;
  act(lead: string, action: string): Promise<void>;
}
