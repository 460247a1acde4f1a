import { SHOWN } from './limits.ts';
import { context, header, type Message, section } from './parts.ts';
import { channelName, escapeMrkdwn } from './text.ts';
import { count, span } from './time-text.ts';
import { howToMend } from './trouble-note.ts';

/** A channel that Slack refuses, and for how long. */
export interface Place {
  channel: string;
  error: string; // Slack's code
  seconds: number;
}

export interface Health {
  slack: true | string;
  deliveries: true | string;
  database: null | {
    ms: number;
    messages: { owed: number; oldestSeconds: number };
    leads: { waiting: number; oldestSeconds: number };
    snoozes: { overdue: number; oldestSeconds: number };
    /** Acknowledged and not done yet. */
    clicks: { waiting: number; oldestSeconds: number };
    refused: Place[];
    /** Messages of which nobody can tell whether they stand. */
    unclear: number;
    /** Messages that are not tried again by themselves. */
    setAside: number;
    lastTickSeconds: number | null; // null: there never was one
    instances: { version: string; roles: string[]; silentSeconds: number }[];
  };
}

/** What is later than this is stuck, in seconds. */
const LATE = { message: 120, lead: 300, snooze: 60, click: 30, tick: 90, instance: 35 };
const MOST = 8;

/** The answer to `/handover health`: what is stuck and what to do about it, or that all is well. */
export function buildHealth(health: Health): Message {
  const problems = [...connectionProblems(health), ...workProblems(health.database)];
  const title = problems.length === 0 ? 'All is well' : `${count(problems.length, 'thing')} to look at`;
  const sign = problems.length === 0 ? ':white_check_mark:' : ':warning:';
  return {
    text: title,
    blocks: [
      header(`${sign} ${title}`),
      ...problems.slice(0, MOST).map((problem) => section(problem)),
      context(facts(health)),
    ],
  };
}

/** Told to who does not look after Baton; `channel` is the feedback channel's name. */
export function buildHealthRefusal(channel: string): Message {
  const text = `Members of ${channelName(channel)} look after Baton; only they are told how it is.`;
  return { text, blocks: [section(text)] };
}

function connectionProblems({ slack, deliveries, database }: Health): string[] {
  return [
    ...(database
      ? []
      : ['*The database does not answer.* Activity is refused until it does; nothing is lost.']),
    ...(slack === true
      ? []
      : [`*Slack ${escapeMrkdwn(slack, SHOWN.short)}*, as seen from the instance that answers you.`]),
    ...(deliveries === true
      ? []
      : [
          `*Nothing is delivered*: Slack says \`${escapeMrkdwn(deliveries, SHOWN.short)}\` to our token. Give Baton a new one; all that is owed is kept.`,
        ]),
  ];
}

function workProblems(database: Health['database']): string[] {
  if (!database) return [];
  const { messages, leads, snoozes, clicks, refused, unclear, setAside, lastTickSeconds, instances } =
    database;
  const ago = (seconds: number) => span(seconds * 1_000);
  const silent = instances.filter(({ silentSeconds }) => silentSeconds > LATE.instance);
  const missing = ['web', 'slack', 'worker'].filter(
    (role) => !instances.some((one) => one.roles.includes(role) && !silent.includes(one)),
  );
  return [
    ...refused.map(
      ({ channel, error, seconds }) =>
        `*Messages to ${channelName(channel)} wait* for ${ago(seconds)}. ${howToMend(channel, error)}`,
    ),
    ...(messages.oldestSeconds > LATE.message && refused.length === 0
      ? [
          `*${count(messages.owed, 'message')} ${messages.owed === 1 ? 'waits' : 'wait'} for Slack*, the oldest for ${ago(messages.oldestSeconds)}.`,
        ]
      : []),
    ...(unclear > 0
      ? [`*${count(unclear, 'message')} may or may not stand*: \`npm run baton -- deliveries\` lists them.`]
      : []),
    ...(setAside > 0
      ? [
          `*${count(setAside, 'message')} ${setAside === 1 ? 'was' : 'were'} set aside*: Slack takes ${setAside === 1 ? 'it' : 'them'} in no form. \`npm run baton -- deliveries\` says why, and how to try again.`,
        ]
      : []),
    ...(clicks.oldestSeconds > LATE.click
      ? [
          `*${count(clicks.waiting, 'click')} ${clicks.waiting === 1 ? 'is' : 'are'} not done yet*, the first for ${ago(clicks.oldestSeconds)}: does an instance with the role \`slack\` or \`worker\` run?`,
        ]
      : []),
    ...(leads.oldestSeconds > LATE.lead
      ? [`*${count(leads.waiting, 'lead')} not scored*, the first since ${ago(leads.oldestSeconds)}.`]
      : []),
    ...(snoozes.oldestSeconds > LATE.snooze
      ? [
          `*${count(snoozes.overdue, 'card')} should have woken*, the first ${ago(snoozes.oldestSeconds)} ago.`,
        ]
      : []),
    ...(lastTickSeconds !== null && lastTickSeconds > LATE.tick
      ? [`*Nothing has ticked for ${ago(lastTickSeconds)}*: does an instance with the role \`worker\` run?`]
      : []),
    ...(missing.length > 0
      ? [`*No instance has the role* ${missing.map((role) => `\`${role}\``).join(', ')}.`]
      : []),
    ...(silent.length > 0
      ? [
          `*${count(silent.length, 'instance')} went silent*, the last ${ago(Math.min(...silent.map((one) => one.silentSeconds)))} ago.`,
        ]
      : []),
  ];
}

function facts({ slack, database }: Health): string {
  if (!database) return 'Slack is connected';
  const { ms, messages, leads, lastTickSeconds, instances } = database;
  const versions = [...new Set(instances.map(({ version }) => version))].join(' and ');
  return [
    `Database answers in ${Math.round(ms)} ms`,
    ...(slack === true ? ['Slack is connected'] : []),
    `${count(messages.owed, 'message')} owed`,
    `${count(leads.waiting, 'lead')} to score`,
    lastTickSeconds === null ? 'no tick yet' : `last tick ${span(lastTickSeconds * 1_000)} ago`,
    `${count(instances.length, 'instance')}, version ${escapeMrkdwn(versions, SHOWN.short)}`,
  ].join(' · ');
}
