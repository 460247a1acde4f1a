import type { MouseEvent, ReactNode } from 'react';
import { useDirectory } from '../state/directory.ts';
import { readPermalink, safeUrl } from './safe-url.ts';

interface LinkProps {
  url: string;
  className?: string;
  children: ReactNode;
}

/** A link out of the workspace opens in a new tab; a link to one of its messages leads there. */
export function Link({ url, className = 'link', children }: LinkProps) {
  const { channels, go } = useDirectory();
  const href = safeUrl(url);
  if (href === undefined) return <span>{children}</span>;
  const permalink = readPermalink(href);
  const channel = permalink && channels.get(permalink.channel);
  const follow = (event: MouseEvent) => {
    if (!permalink || !channel || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    go({ channel: channel.name, thread: permalink.ts });
  };
  return (
    <a className={className} href={href} target="_blank" rel="noopener noreferrer" onClick={follow}>
      {children}
    </a>
  );
}
