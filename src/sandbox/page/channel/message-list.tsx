import { Fragment, useLayoutEffect, useRef } from 'react';
import type { Message } from '../../protocol.ts';
import { dayName, timeOfTs } from '../text/slack-date.ts';
import { MessageView } from './message-view.tsx';

interface MessageListProps {
  label: string;
  messages: readonly Message[];
  replies: ReadonlyMap<string, readonly Message[]>;
}

/** Stays at the newest message while somebody reads there. */
export function MessageList({ label, messages, replies }: MessageListProps) {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    if (box.current && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [messages]);
  return (
    <div
      ref={box}
      className="message-list"
      role="log"
      aria-live="polite"
      aria-label={label}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 60;
      }}
    >
      <div className="message-list-space" />
      {messages.length === 0 && <p className="empty">Nothing here yet. Say something, or wait for a lead.</p>}
      {messages.map((message, index) => {
        const day = dayName(timeOfTs(message.ts));
        const before = messages[index - 1];
        const isNewDay = before === undefined || dayName(timeOfTs(before.ts)) !== day;
        return (
          <Fragment key={message.ts}>
            {isNewDay && (
              <div className="day-line">
                <span>{day}</span>
              </div>
            )}
            <MessageView message={message} replies={replies.get(message.ts) ?? []} />
          </Fragment>
        );
      })}
    </div>
  );
}
