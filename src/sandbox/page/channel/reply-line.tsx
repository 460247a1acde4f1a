import type { Message } from '../../protocol.ts';
import { Avatar } from '../base/avatar.tsx';
import { useDirectory } from '../state/directory.ts';
import { clockTime, dayName, timeOfTs } from '../text/slack-date.ts';

interface ReplyLineProps {
  replies: readonly Message[];
  onOpen: () => void;
}

export function countReplies(count: number): string {
  return count === 1 ? '1 reply' : `${count} replies`;
}

/** Who replied, how often, and when last: opens the thread. */
export function ReplyLine({ replies, onOpen }: ReplyLineProps) {
  const { people } = useDirectory();
  const authors = [...new Set(replies.map((reply) => reply.user))].slice(0, 4);
  const last = timeOfTs(replies.at(-1)?.ts ?? '0');
  return (
    <button type="button" className="reply-line" onClick={onOpen}>
      <span className="reply-avatars">
        {authors.map((id) => (
          <Avatar key={id} person={people.get(id)} size={22} />
        ))}
      </span>
      <strong>{countReplies(replies.length)}</strong>
      <span className="muted">
        Last reply {dayName(last).replace(/^(Today|Yesterday)$/, (day) => day.toLowerCase())} at{' '}
        {clockTime(last)}
      </span>
    </button>
  );
}
