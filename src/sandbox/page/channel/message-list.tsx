import { Fragment, useState } from 'react';
import type { Message } from '../../protocol.ts';
import { DownIcon } from '../base/icons.tsx';
import { findFirstNew, groupMessages } from './message-groups.ts';
import { MessageView } from './message-view.tsx';
import { useStayAtEnd } from './use-stay-at-end.ts';

interface MessageListProps {
  label: string;
  me: string;
  /** Up to where I had read when I came here: a line marks what is new since. */
  readUpTo: string;
  messages: readonly Message[];
  replies: ReadonlyMap<string, readonly Message[]>;
}

export function MessageList({ label, me, readUpTo, messages, replies }: MessageListProps) {
  const { box, isAtEnd, onScroll, goToEnd } = useStayAtEnd(messages);
  // The page marks them read at once; the line stays until I leave.
  const [firstNew] = useState(() => findFirstNew(messages, readUpTo, me));
  return (
    <div className="message-area">
      <div
        ref={box}
        className="message-list"
        role="log"
        aria-relevant="additions"
        aria-label={label}
        tabIndex={0}
        onScroll={onScroll}
      >
        <div className="message-list-space" />
        {messages.length === 0 && (
          <p className="empty">Nothing here yet. Say something, or wait for a lead.</p>
        )}
        {groupMessages(messages, firstNew).map(({ message, newDay, isContinued, isFirstNew }) => (
          <Fragment key={message.ts}>
            {newDay !== undefined && (
              <div className="day-line">
                <span>{newDay}</span>
              </div>
            )}
            {isFirstNew && (
              <div className="new-line">
                <span>New</span>
              </div>
            )}
            <MessageView
              message={message}
              replies={replies.get(message.ts) ?? []}
              root={message.subtype && messages.find(({ ts }) => ts === message.thread_ts)}
              isContinued={isContinued}
            />
          </Fragment>
        ))}
      </div>
      {!isAtEnd && (
        <button type="button" className="to-end" onClick={goToEnd}>
          <DownIcon size={16} /> Newest messages
        </button>
      )}
    </div>
  );
}
