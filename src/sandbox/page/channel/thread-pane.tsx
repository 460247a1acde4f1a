import { useEffect, useRef } from 'react';
import type { Channel } from '../../protocol.ts';
import { CloseIcon } from '../base/icons.tsx';
import { usePage } from '../state/page-context.ts';
import { repliesByThread } from '../state/select.ts';
import { Composer } from './composer.tsx';
import { MessageView } from './message-view.tsx';

export function ThreadPane({ channel, ts, title }: { channel: Channel; ts: string; title: string }) {
  const { state, go } = usePage();
  const closer = useRef<HTMLButtonElement>(null);
  const parent = state.messages.get(channel.id)?.get(ts);
  const replies = repliesByThread(state, channel.id).get(ts) ?? [];
  useEffect(() => closer.current?.focus(), [ts]);
  return (
    <aside
      className="pane pane-thread"
      aria-label="Thread"
      onKeyDown={(event) => event.key === 'Escape' && go({})}
    >
      <header className="pane-head">
        <div className="pane-title">
          <h2>Thread</h2>
          <div className="muted">{title}</div>
        </div>
        <button
          ref={closer}
          type="button"
          className="plain-button"
          aria-label="Close thread"
          onClick={() => go({})}
        >
          <CloseIcon />
        </button>
      </header>
      <div className="message-list" role="log" aria-label="Replies" tabIndex={0}>
        {parent ? (
          <MessageView message={parent} isInThread />
        ) : (
          <p className="empty">This message is gone.</p>
        )}
        {replies.length > 0 && (
          <div className="day-line day-line-left">
            <span>{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</span>
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
