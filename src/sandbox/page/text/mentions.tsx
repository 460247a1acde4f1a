import { useDirectory } from '../state/directory.ts';

export function UserMention({ id }: { id: string }) {
  const { me, people } = useDirectory();
  const person = people.get(id);
  const isMe = id === me;
  return (
    <span className={isMe ? 'mention mention-me' : 'mention'} title={person?.title || undefined}>
      @{person?.real_name ?? id}
    </span>
  );
}

export function ChannelMention({ id, label }: { id: string; label: string }) {
  const { channels, go } = useDirectory();
  const channel = channels.get(id);
  // A channel that I am not in: its name is not mine to know, unless the author wrote it.
  if (!channel) return <span className="mention">#{label || 'private-channel'}</span>;
  return (
    <button type="button" className="mention" onClick={() => go({ channel: channel.name })}>
      #{channel.name}
    </button>
  );
}

export function GroupMention({ label }: { label: string }) {
  return <span className="mention">@{label}</span>;
}

export function Broadcast({ range }: { range: string }) {
  return <span className="mention mention-me">@{range}</span>;
}
