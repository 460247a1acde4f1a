import type { Message } from '../../protocol.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { SurfaceView } from '../elements/surface-view.tsx';
import { Mrkdwn } from '../text/mrkdwn.tsx';
import { safeImage } from '../text/safe-url.ts';

/** What a message says: its blocks, or its text where there are none, and its files. */
export function MessageBody({ message }: { message: Message }) {
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
