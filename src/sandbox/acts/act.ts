import { announce } from '../app/announce.ts';
import { shortcut } from '../app/payloads.ts';
import { viewShape } from '../api/shapes.ts';
import type { ActResult, LeadDesk, PersonAct } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { findMessage } from '../workspace/messages.ts';
import { markRead } from '../workspace/reads.ts';
import { openDirectMessage } from '../workspace/rooms.ts';
import type { Member } from '../workspace/team.ts';
import { click } from './click.ts';
import { done, failed, interactionFailure } from './failure.ts';
import { say } from './say.ts';
import { close, submit } from './submit.ts';

/** What a person does, and what Slack shows them for it. */
export async function act(slack: Slack, leadDesk: LeadDesk | undefined, what: PersonAct): Promise<ActResult> {
  const person = slack.team.people.get(what.user);
  if (!person || person.is_bot) return failed('Nobody is signed in.');
  switch (what.type) {
    case 'say':
      return await say(slack, person, what);
    case 'click':
      return await click(slack, person, what);
    case 'submit':
      return await submit(slack, person, what);
    case 'close':
      return await close(slack, person, what.view_id);
    case 'home':
      return openHome(slack, person);
    case 'shortcut':
      return await runShortcut(slack, person, what);
    case 'read':
      markRead(slack.team, person.id, what.channel, what.ts);
      return done;
    case 'lead':
      return await asLead(leadDesk, what.lead, what.action);
  }
}

/** https://docs.slack.dev/reference/events/app_home_opened/ */
function openHome(slack: Slack, person: Member): ActResult {
  const { room } = openDirectMessage(slack.team, person.id);
  const home = slack.team.homes.get(person.id);
  announce(slack, {
    type: 'app_home_opened',
    user: person.id,
    channel: room.id,
    tab: 'home',
    ...(home && { view: viewShape(slack.team, home) }),
  });
  return done;
}

async function runShortcut(
  slack: Slack,
  person: Member,
  what: Extract<PersonAct, { type: 'shortcut' }>,
): Promise<ActResult> {
  const room = what.message && slack.team.channels.get(what.message.channel);
  const message = what.message && findMessage(slack.team, what.message.channel, what.message.ts);
  if (what.message && (!room || !message)) return failed('This is not there any more.');
  const payload = shortcut(slack, person, what.callback_id, room && message && { room, message });
  const ack = await slack.tell({ type: 'interactive', payload, acceptsResponse: false });
  return ack.ok ? done : interactionFailure(ack);
}

async function asLead(leadDesk: LeadDesk | undefined, lead: string, action: string): Promise<ActResult> {
  if (!leadDesk) return failed('Nobody plays the leads here.');
  try {
    await leadDesk.act(lead, action);
    return done;
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}
