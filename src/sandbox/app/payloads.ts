import { messageShape, viewShape } from '../api/shapes.ts';
import type { Slack } from '../slack.ts';
import type { Interactive, Node } from '../workspace/elements.ts';
import type { Member, Room, Sheet, StoredMessage, Values } from '../workspace/team.ts';

/** What an interaction tells the app: https://docs.slack.dev/reference/interaction-payloads/ */

function base({ team, tokens }: Slack, person: Member): Record<string, unknown> {
  return {
    team: { id: team.id, domain: team.domain },
    user: { id: person.id, username: person.name, name: person.name, team_id: team.id },
    api_app_id: team.app.id,
    token: tokens.verificationToken,
    enterprise: null,
    is_enterprise_install: false,
  };
}

export interface ActionSource {
  person: Member;
  place: { room: Room; message: StoredMessage } | { sheet: Sheet };
  values: Values;
}

export function blockActions(
  slack: Slack,
  source: ActionSource,
  used: Interactive,
  choice: Node,
): Record<string, unknown> {
  const { element, block } = used;
  const action = {
    ...withoutLists(element),
    ...choice,
    type: element.type,
    action_id: element.action_id,
    block_id: block.block_id,
    action_ts: slack.team.clock.nextTs(),
  };
  return {
    type: 'block_actions',
    ...base(slack, source.person),
    ...placeOf(slack, source),
    trigger_id: slack.triggers.issue({
      user: source.person.id,
      ...('sheet' in source.place && { viewId: source.place.sheet.id }),
    }),
    state: { values: source.values },
    actions: [action],
  };
}

/** Slack repeats the element but for its list of options. */
function withoutLists(element: Node): Node {
  const { options: _options, option_groups: _groups, accessibility_label: _label, ...rest } = element;
  return rest;
}

function placeOf(slack: Slack, { place, person }: ActionSource): Record<string, unknown> {
  const { team } = slack;
  if ('sheet' in place)
    return { container: { type: 'view', view_id: place.sheet.id }, view: viewShape(team, place.sheet) };
  const { room, message } = place;
  const isEphemeral = message.ephemeral_to !== undefined;
  const inThread = message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts };
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: room.id,
      is_ephemeral: isEphemeral,
      ...inThread,
    },
    channel: { id: room.id, name: room.kind === 'im' ? 'directmessage' : room.name },
    // What only one person sees is not kept, so Slack cannot repeat it.
    ...(!isEphemeral && { message: messageShape(team, message, { metadata: true }) }),
    response_url: responseUrl(slack, {
      user: person.id,
      channel: room.id,
      message_ts: message.ts,
      ...inThread,
    }),
  };
}

export function viewSubmission(slack: Slack, person: Member, sheet: Sheet): Record<string, unknown> {
  return {
    type: 'view_submission',
    ...base(slack, person),
    trigger_id: slack.triggers.issue({ user: person.id, viewId: sheet.id }),
    view: viewShape(slack.team, sheet),
    response_urls: [],
  };
}

export function viewClosed(
  slack: Slack,
  person: Member,
  sheet: Sheet,
  isCleared: boolean,
): Record<string, unknown> {
  return {
    type: 'view_closed',
    ...base(slack, person),
    view: viewShape(slack.team, sheet),
    is_cleared: isCleared,
  };
}

export function slashCommand(
  slack: Slack,
  person: Member,
  room: Room,
  command: string,
  text: string,
): Record<string, unknown> {
  const { team, tokens } = slack;
  return {
    token: tokens.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: room.id,
    channel_name: room.kind === 'im' ? 'directmessage' : room.name,
    user_id: person.id,
    user_name: person.name,
    command,
    text,
    api_app_id: team.app.id,
    is_enterprise_install: 'false',
    response_url: responseUrl(slack, { user: person.id, channel: room.id }),
    trigger_id: slack.triggers.issue({ user: person.id }),
  };
}

export function shortcut(
  slack: Slack,
  person: Member,
  callbackId: string,
  on?: { room: Room; message: StoredMessage },
): Record<string, unknown> {
  const common = {
    ...base(slack, person),
    callback_id: callbackId,
    action_ts: slack.team.clock.nextTs(),
    trigger_id: slack.triggers.issue({ user: person.id }),
  };
  if (!on) return { type: 'shortcut', ...common };
  return {
    type: 'message_action',
    ...common,
    message_ts: on.message.ts,
    channel: { id: on.room.id, name: on.room.name },
    message: messageShape(slack.team, on.message, { metadata: true }),
    response_url: responseUrl(slack, { user: person.id, channel: on.room.id }),
  };
}

function responseUrl(slack: Slack, target: Parameters<Slack['responseUrls']['issue']>[0]): string {
  return `${slack.url}/respond/${slack.responseUrls.issue(target)}`;
}
