import type { Message } from '../../protocol.ts';
import { Avatar } from '../base/avatar.tsx';
import { EyeIcon, ThreadIcon } from '../base/icons.tsx';
import { Blocks } from '../blocks/blocks.tsx';
import { SurfaceView } from '../elements/surface-view.tsx';
import { usePage } from '../state/page-context.ts';
import { Mrkdwn } from '../text/mrkdwn.tsx';
import { safeImage } from '../text/safe-url.ts';
import { clockTime, formatAgo, timeOfTs } from '../text/slack-date.ts';

interface MessageViewProps {
  message: Message;
  replies?: readonly Message[];
  isInThread?: boolean;
}

export function MessageView({ message, replies = [], isInThread = false }: MessageViewProps) {
  const { state, go } = usePage();
  const author = state.people.get(message.user);
  const name = author?.real_name ?? 'Somebody';
  const time = timeOfTs(message.ts);
  const isEphemeral = message.ephemeral_to !== undefined;
  const openThread = () => go({ thread: message.ts });
  return (
    <article
      className={isEphemeral ? 'message message-ephemeral' : 'message'}
      aria-label={`${name}, ${clockTime(time)}`}
      data-ts={message.ts}
    >
      <Avatar person={author} />
      <div className="message-main">
        {isEphemeral && (
          <p className="message-only">
            <EyeIcon size={14} /> Only visible to you
          </p>
        )}
        <p className="message-head">
          <strong>{name}</strong>
          {author?.is_bot && <span className="tag">App</span>}
          <time dateTime={time.toISOString()} title={time.toLocaleString('en-US')}>
            {clockTime(time)}
          </time>
        </p>
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
}

function MessageBody({ message }: { message: Message }) {
  const hasBlocks = message.blocks !== undefined && message.blocks.length > 0;
  return (
    <>
      {!hasBlocks && message.text !== '' && (
        <div className="message-text">
          <Mrkdwn text={message.text} />
          {message.edited_ts !== undefined && <small className="muted"> (edited)</small>}
        </div>
      )}
      {hasBlocks && (
        <SurfaceView kind="message" container={{ channel: message.channel, ts: message.ts }}>
          <Blocks blocks={message.blocks ?? []} />
        </SurfaceView>
      )}
      {message.files?.map((file) => (
        <figure key={file.id} className="message-file">
          <figcaption>{file.title}</figcaption>
          {file.mimetype.startsWith('image/') ? (
            <img src={safeImage(file.url)} alt={file.alt_text} />
          ) : (
            <a className="link" href={safeImage(file.url)} target="_blank" rel="noopener noreferrer">
              {file.name}
            </a>
          )}
        </figure>
      ))}
    </>
  );
}

function ReplyLine({ replies, onOpen }: { replies: readonly Message[]; onOpen: () => void }) {
  const { state } = usePage();
  const authors = [...new Set(replies.map((reply) => reply.user))].slice(0, 4);
  const last = timeOfTs(replies.at(-1)?.ts ?? '0');
  return (
    <button type="button" className="reply-line" onClick={onOpen}>
      <span className="reply-avatars">
        {authors.map((id) => (
          <Avatar key={id} person={state.people.get(id)} size={22} />
        ))}
      </span>
      <strong>{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</strong>
      <span className="muted">Last reply {formatAgo(last.getTime(), Date.now())}</span>
    </button>
  );
}
