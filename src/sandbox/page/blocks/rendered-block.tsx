import { Message } from 'slack-blocks-to-jsx';
import type { Block, MessageProps } from 'slack-blocks-to-jsx';
import 'slack-blocks-to-jsx/dist/style.css';
import { useIsDark } from '../base/use-is-dark.ts';
import { usePage } from '../state/page-context.ts';
import { SlackDate } from '../text/date.tsx';
import { Link } from '../text/link.tsx';
import { ChannelMention, UserMention } from '../text/mentions.tsx';
import type { AnyBlock } from './any-block.ts';

const hooks: NonNullable<MessageProps['hooks']> = {
  user: ({ id }) => <UserMention id={id} />,
  channel: ({ id, name }) => <ChannelMention id={id} label={name} />,
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

/** Rich text, tables and whatever else holds nothing to press: drawn by the renderer. */
export function RenderedBlock({ block }: { block: AnyBlock }) {
  const { state } = usePage();
  const isDark = useIsDark();
  const people = [...state.people.values()].map(({ id, real_name }) => ({ id, name: real_name }));
  const channels = [...state.channels.values()].map(({ id, name }) => ({ id, name }));
  return (
    <div className="block block-rendered">
      <Message
        withoutWrapper
        theme={isDark ? 'dark' : 'light'}
        logo=""
        name=""
        blocks={[block as unknown as Block]}
        data={{ users: people, channels }}
        hooks={hooks}
      />
    </div>
  );
}
