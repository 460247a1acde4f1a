import type { CommandOption } from '../options.ts';
import type { Snapshot } from '../protocol.ts';
import { sortedMessages } from '../workspace/messages.ts';
import { stackOf } from '../workspace/sheets.ts';
import type { Team } from '../workspace/team.ts';

const newest = 200;

/** What one person can see now. */
export function snapshotFor(
  team: Team,
  user: string,
  commands: readonly CommandOption[],
  leadDesk: Snapshot['lead_desk'],
): Snapshot {
  const channels = [...team.channels.values()].filter((room) => room.members.includes(user));
  const home = team.homes.get(user);
  return {
    type: 'snapshot',
    me: user,
    people: [...team.people.values()],
    channels,
    messages: channels.flatMap((room) =>
      sortedMessages(team, room.id)
        .filter((message) => message.ephemeral_to === undefined || message.ephemeral_to === user)
        .slice(-newest),
    ),
    views: stackOf(team, user),
    ...(home && { home }),
    read: team.reads.get(user) ?? {},
    commands: commands.map(({ command, description = '', usage_hint = '' }) => ({
      command,
      description,
      usage_hint,
    })),
    ...(leadDesk && { lead_desk: leadDesk }),
  };
}
