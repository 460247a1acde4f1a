import { useEffect, useRef } from 'react';
import type { Channel } from '../../protocol.ts';
import { CloseIcon } from '../base/icons.tsx';
import { usePage } from '../state/page-context.ts';
import { repliesByThread } from '../state/select.ts';
import { Composer } from './composer.tsx';
import { MessageView } from './message-view.tsx';
import { countReplies } from './reply-line.tsx';
import { useStayAtEnd } from './use-stay-at-end.ts';

export function ThreadPane({ channel, ts, title }: { channel: Channel; ts: string; title: string }) {
  const { state, go } = usePage();
  const pane = useRef<HTMLElement>(null);
  const ofChannel = state.messages.get(channel.id);
  const parent = ofChannel?.get(ts);
  const replies = repliesByThread(ofChannel).get(ts) ?? [];
  const { box, onScroll } = useStayAtEnd(replies.length);
  useEffect(() => pane.current?.querySelector('textarea')?.focus(), [ts]);

  function close(): void {
    go({});
    // Back to where the thread was opened from.
    document.querySelector<HTMLElement>(`.pane-channel [data-ts="${ts}"] .message-reply`)?.focus();
  }

  return (
    <aside
      ref={pane}
      className="pane pane-thread"
      aria-label="Thread"
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && close()}
    >
      <header className="pane-head">
        <div className="pane-title">
          <h2>Thread</h2>
          <div className="muted">{title}</div>
        </div>
        <button type="button" className="plain-button" aria-label="Close thread" onClick={close}>
          <CloseIcon />
        </button>
      </header>
      <div
        ref={box}
        className="message-list"
        role="log"
        aria-relevant="additions"
        aria-label="Replies"
        tabIndex={0}
        onScroll={onScroll}
      >
        {parent ? (
          <MessageView message={parent} isInThread />
        ) : (
          <p className="empty">This message is gone.</p>
        )}
        {replies.length > 0 && (
          <div className="day-line day-line-left">
            <span>{countReplies(replies.length)}</span>
          </div>
        )}
        {replies.map((reply) => (
          <MessageView key={reply.ts} message={reply} isInThread />
        ))}
      </div>
      <Composer key={ts} channel={channel.id} thread={ts} label="Reply" />
    </aside>
  );
}
