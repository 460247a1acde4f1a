import type { Slack } from '../slack.ts';
import { randomId } from '../workspace/ids.ts';
import type { Room, StoredMessage } from '../workspace/team.ts';

/** https://docs.slack.dev/apis/events-api/: what comes as an event, when the app subscribes to it. */
export function announce(slack: Slack, event: Record<string, unknown> & { type: string }): void {
  if (!slack.events.has(event.type)) return;
  const { team, tokens } = slack;
  void slack.tell({
    type: 'events_api',
    acceptsResponse: false,
    payload: {
      token: tokens.verificationToken,
      team_id: team.id,
      context_team_id: team.id,
      api_app_id: team.app.id,
      event: { ...event, event_ts: team.clock.nextTs() },
      type: 'event_callback',
      event_id: randomId('Ev', 10),
      event_time: Math.floor(team.clock.now() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: team.id,
          user_id: team.app.userId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
      event_context: randomId('', 20),
    },
  });
}

export function announceJoin(slack: Slack, room: Room, user: string): void {
  const { team } = slack;
  announce(slack, {
    type: 'member_joined_channel',
    user,
    channel: room.id,
    channel_type: 'C',
    team: team.id,
  });
}

export function announceLeave(slack: Slack, room: Room, user: string): void {
  announce(slack, {
    type: 'member_left_channel',
    user,
    channel: room.id,
    channel_type: 'C',
    team: slack.team.id,
  });
}

export function announceMessage(slack: Slack, room: Room, message: StoredMessage): void {
  const { team } = slack;
  if (!room.members.includes(team.app.userId)) return;
  const { user, text, ts, thread_ts } = message;
  const content = {
    user,
    text,
    ts,
    channel: room.id,
    team: team.id,
    ...(thread_ts !== undefined && { thread_ts }),
  };
  announce(slack, { type: 'message', ...content, channel_type: room.kind === 'im' ? 'im' : 'channel' });
  if (message.notifies.includes(team.app.userId)) announce(slack, { type: 'app_mention', ...content });
}
