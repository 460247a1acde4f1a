import { memo } from 'react';
import { Message } from 'slack-blocks-to-jsx';
import type { Block, MessageProps } from 'slack-blocks-to-jsx';
import 'slack-blocks-to-jsx/dist/style.css';
import { useIsDark } from '../base/use-is-dark.ts';
import { useDirectory } from '../state/directory.ts';
import { SlackDate } from '../text/date.tsx';
import { Link } from '../text/link.tsx';
import { Broadcast, ChannelMention, UserMention } from '../text/mentions.tsx';
import type { AnyBlock } from './any-block.ts';

const hooks: NonNullable<MessageProps['hooks']> = {
  user: ({ id }) => <UserMention id={id} />,
  channel: ({ id, name }) => <ChannelMention id={id} label={name} />,
  atHere: () => <Broadcast range="here" />,
  atChannel: () => <Broadcast range="channel" />,
  atEveryone: () => <Broadcast range="everyone" />,
  link: ({ href, children }) => <Link url={href}>{children}</Link>,
  date: ({ timestamp, format, link, fallback }) => (
    <SlackDate
      timestamp={Number(timestamp)}
      format={format}
      fallback={fallback}
      {...(link && { url: link })}
    />
  ),
};

/** Rich text, Markdown, plans: what holds nothing to press is drawn by the renderer. */
export const RenderedBlock = memo(function RenderedBlock({ block }: { block: AnyBlock }) {
  const directory = useDirectory();
  const isDark = useIsDark();
  const people = [...directory.people.values()].map(({ id, real_name }) => ({ id, name: real_name }));
  const channels = [...directory.channels.values()].map(({ id, name }) => ({ id, name }));
  // The renderer would make the block's id one of the document, where the same id can stand in two messages.
  const { block_id: _blockId, ...content } = block;
  return (
    <div className="block block-rendered" dir="auto">
      <Message
        withoutWrapper
        theme={isDark ? 'dark' : 'light'}
        logo=""
        name=""
        blocks={[content as unknown as Block]}
        data={{ users: people, channels }}
        hooks={hooks}
      />
    </div>
  );
});
