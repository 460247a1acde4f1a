import { useEffect, useMemo } from 'react';
import type { Channel } from '../../protocol.ts';
import { usePage } from '../state/page-context.ts';
import { channelMessages, newestTs, repliesByThread } from '../state/select.ts';
import { Mrkdwn } from '../text/mrkdwn.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { PaneHead } from './pane-head.tsx';

export function ChannelPane({ channel, title }: { channel: Channel; title: string }) {
  const { state, act } = usePage();
  const { id } = channel;
  const ofChannel = state.messages.get(id);
  const messages = useMemo(() => channelMessages(ofChannel), [ofChannel]);
  const replies = useMemo(() => repliesByThread(ofChannel), [ofChannel]);
  const newest = newestTs(ofChannel);
  const read = state.read[id] ?? '';

  useEffect(() => {
    const markRead = () => {
      if (newest === undefined || newest <= read || document.visibilityState !== 'visible') return;
      void act({ type: 'read', channel: id, ts: newest });
    };
    markRead();
    document.addEventListener('visibilitychange', markRead);
    return () => document.removeEventListener('visibilitychange', markRead);
  }, [act, id, newest, read]);

  return (
    <main className="pane pane-channel" aria-label={title}>
      <PaneHead title={title}>{channel.topic !== '' && <Mrkdwn text={channel.topic} />}</PaneHead>
      <MessageList
        key={`${state.me} ${id}`}
        label={`Messages in ${title}`}
        me={state.me}
        readUpTo={read}
        messages={messages}
        replies={replies}
      />
      <Composer key={`box ${state.me} ${id}`} channel={id} label={`Message ${title}`} />
    </main>
  );
}
