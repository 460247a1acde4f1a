import { blockActions } from '../app/payloads.ts';
import type { ActionSource } from '../app/payloads.ts';
import type { ActResult, PersonAct } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { interactives } from '../workspace/elements.ts';
import { findMessage } from '../workspace/messages.ts';
import { findSheet } from '../workspace/sheets.ts';
import type { Member, Values } from '../workspace/team.ts';
import { readChoice, valueField, valuesOf } from '../workspace/values.ts';
import { done, failed, interactionFailure } from './failure.ts';
import { takeValues } from './take-values.ts';

type Click = Extract<PersonAct, { type: 'click' }>;

const gone = failed('This is not there any more.');

/** Somebody presses a button, or chooses something in a menu or picker. */
export async function click(slack: Slack, person: Member, act: Click): Promise<ActResult> {
  const found = sourceOf(slack, person, act);
  if (!found) return gone;
  const { source, blocks } = found;
  const used = interactives(blocks).find(
    ({ block, element }) => block.block_id === act.block_id && element.action_id === act.action_id,
  );
  if (!used) return gone;
  const choice = readChoice(used.element, act.chosen ?? {}, (id) => slack.team.people.has(id));
  if (!choice) return failed('That cannot be chosen here.');
  if ('sheet' in source.place && act.values) takeValues(slack.team, source.place.sheet, act.values);
  if (valueField[used.element.type] !== undefined) {
    (source.values[act.block_id] ??= {})[act.action_id] = { type: used.element.type, ...choice };
  }
  // An input speaks up at submission alone, unless the app asked for more.
  if (used.block['type'] === 'input' && used.block['dispatch_action'] !== true) return done;
  const payload = blockActions(slack, source, used, choice);
  const ack = await slack.tell({ type: 'interactive', payload, acceptsResponse: false });
  return ack.ok ? done : interactionFailure(ack);
}

function sourceOf(
  slack: Slack,
  person: Member,
  { container }: Click,
): { source: ActionSource; blocks: readonly object[] | undefined } | undefined {
  const { team } = slack;
  if ('view_id' in container) {
    const sheet = findSheet(team, (one) => one.id === container.view_id && one.user === person.id);
    return sheet && { source: { person, place: { sheet }, values: sheet.values }, blocks: sheet.view.blocks };
  }
  const room = team.channels.get(container.channel);
  const message = findMessage(team, container.channel, container.ts);
  if (!room || !message) return undefined;
  // Anyone can look into a public channel and click there, member or not.
  if (room.is_private && !room.members.includes(person.id)) return undefined;
  if (message.ephemeral_to !== undefined && message.ephemeral_to !== person.id) return undefined;
  const values = messageValues(slack, person, `${room.id} ${message.ts}`, message.blocks);
  return { source: { person, place: { room, message }, values }, blocks: message.blocks };
}

/** What this person has chosen so far in the menus and inputs of a message. */
function messageValues(
  slack: Slack,
  person: Member,
  key: string,
  blocks: readonly object[] | undefined,
): Values {
  const mine = slack.chosen.get(`${person.id} ${key}`);
  const values = valuesOf(blocks, mine);
  slack.chosen.set(`${person.id} ${key}`, values);
  return values;
}
