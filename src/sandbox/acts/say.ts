import { announceMessage } from '../app/announce.ts';
import { slashCommand } from '../app/payloads.ts';
import { respond } from '../app/respond.ts';
import { Refusal } from '../api/refusal.ts';
import type { ActResult, PersonAct } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { addMessage, findMessage } from '../workspace/messages.ts';
import { markRead } from '../workspace/reads.ts';
import type { Member, Room, Team } from '../workspace/team.ts';
import { commandFailure, done, failed } from './failure.ts';

type Say = Extract<PersonAct, { type: 'say' }>;

/** Somebody sends what stands in their message box: a message, or a slash command. */
export async function say(slack: Slack, person: Member, act: Say): Promise<ActResult> {
  const room = slack.team.channels.get(act.channel);
  if (!room || (room.is_private && !room.members.includes(person.id)))
    return failed('This channel does not exist.');
  const text = act.text.trim();
  if (text === '') return failed('There is nothing to send.');
  if (!room.members.includes(person.id)) return failed('Join this channel to write in it.');
  if (/^\/\S/.test(text)) return await runCommand(slack, person, room, text, act.thread_ts !== undefined);
  if (room.is_archived) return failed('This channel is archived.');
  const parent = act.thread_ts === undefined ? undefined : findMessage(slack.team, room.id, act.thread_ts);
  if (act.thread_ts !== undefined && !parent) return failed('This thread does not exist any more.');
  const message = addMessage(slack.team, room, {
    user: person.id,
    text: asSlackWritesIt(slack.team, text),
    ...(parent && { thread_ts: parent.thread_ts ?? parent.ts }),
  });
  if (!parent) markRead(slack.team, person.id, room.id, message.ts);
  announceMessage(slack, room, message);
  return done;
}

async function runCommand(
  slack: Slack,
  person: Member,
  room: Room,
  line: string,
  inThread: boolean,
): Promise<ActResult> {
  const [command = ''] = /^\S+/.exec(line) ?? [];
  if (slack.commands && !slack.commands.some((known) => known.command === command)) {
    return failed(
      `${command} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`,
    );
  }
  if (inThread) return failed(`${command} is not supported in threads. Sorry!`);
  const payload = slashCommand(slack, person, room, command, line.slice(command.length).trim());
  const ack = await slack.tell({ type: 'slash_commands', payload, acceptsResponse: true });
  if (!ack.ok) return commandFailure(command, ack);
  if (ack.body === undefined || ack.body === '') return done;
  try {
    respond(slack, { user: person.id, channel: room.id }, ack.body);
    return done;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    slack.problem('the answer to a command was refused', {
      command,
      error: error.code,
      messages: error.messages,
    });
    return failed(`${command} failed with the error "dispatch_unknown_error"`);
  }
}

/** Slack's client escapes what was typed, and turns the names of people and channels into mentions. */
function asSlackWritesIt(team: Team, text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replaceAll(/(?<!\w)([@#])([\w-]+(?:\.[\w-]+)*)/g, (whole, sign: string, name: string) => {
    if (sign === '#') {
      const room = [...team.channels.values()].find((one) => one.kind === 'channel' && one.name === name);
      return room ? `<#${room.id}|${room.name}>` : whole;
    }
    if (['channel', 'here', 'everyone'].includes(name)) return `<!${name}>`;
    const person = [...team.people.values()].find((one) => one.name === name);
    return person ? `<@${person.id}>` : whole;
  });
}
