import { memo } from 'react';
import type { Message } from '../../protocol.ts';
import { Avatar } from '../base/avatar.tsx';
import { EyeIcon, ThreadIcon } from '../base/icons.tsx';
import { useDirectory } from '../state/directory.ts';
import { clockTime, timeOfTs } from '../text/slack-date.ts';
import { BroadcastLine } from './broadcast-line.tsx';
import { MessageBody } from './message-body.tsx';
import { ReplyLine } from './reply-line.tsx';

interface MessageViewProps {
  message: Message;
  replies?: readonly Message[];
  /** Of a reply that stands in the channel too: what it replies to. */
  root?: Message | undefined;
  isInThread?: boolean;
  /** It goes on from the message above, so it needs no head of its own. */
  isContinued?: boolean;
}

export const MessageView = memo(function MessageView(props: MessageViewProps) {
  const { message, replies = [], root, isInThread = false, isContinued = false } = props;
  const { people, go } = useDirectory();
  const author = people.get(message.user);
  const name = author?.real_name ?? 'Somebody';
  const at = timeOfTs(message.ts);
  const isEphemeral = message.ephemeral_to !== undefined;
  const openThread = () => go({ thread: message.thread_ts ?? message.ts });
  const time = (
    <time dateTime={at.toISOString()} title={at.toLocaleString('en-US')}>
      {isContinued ? clockTime(at).replace(/ [AP]M/, '') : clockTime(at)}
    </time>
  );
  return (
    <article
      className={`message${isEphemeral ? ' message-ephemeral' : ''}${isContinued ? ' message-continued' : ''}`}
      aria-label={`${name}, ${clockTime(at)}`}
      data-ts={message.ts}
    >
      {isContinued ? <span className="message-side">{time}</span> : <Avatar person={author} />}
      <div className="message-main">
        {isEphemeral && (
          <p className="message-only">
            <EyeIcon size={14} /> Only visible to you
          </p>
        )}
        {!isContinued && (
          <p className="message-head">
            <strong>{name}</strong>
            {author?.is_bot && <span className="tag">App</span>}
            {time}
          </p>
        )}
        {message.subtype && !isInThread && <BroadcastLine root={root} onOpen={openThread} />}
        <MessageBody message={message} />
        {!isInThread && replies.length > 0 && <ReplyLine replies={replies} onOpen={openThread} />}
      </div>
      {!isInThread && !isEphemeral && (
        <button type="button" className="message-reply" aria-label="Reply in thread" onClick={openThread}>
          <ThreadIcon />
        </button>
      )}
    </article>
  );
}, isSame);

/** The list of replies is made anew with each message of the channel; only its ends show here. */
function isSame(before: MessageViewProps, after: MessageViewProps): boolean {
  return (
    before.message === after.message &&
    before.isContinued === after.isContinued &&
    before.root?.text === after.root?.text &&
    before.replies?.length === after.replies?.length &&
    before.replies?.at(-1)?.ts === after.replies?.at(-1)?.ts
  );
}
