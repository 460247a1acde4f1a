import { Link } from './link.tsx';
import { formatSlackDate } from './slack-date.ts';

interface SlackDateProps {
  timestamp: number;
  format: string;
  url?: string;
  fallback: string;
}

export function SlackDate({ timestamp, format, url, fallback }: SlackDateProps) {
  const text = formatSlackDate(timestamp, format);
  if (text === undefined) return fallback;
  const time = (
    <time dateTime={new Date(timestamp * 1000).toISOString()} title={fallback}>
      {text}
    </time>
  );
  return url === undefined ? time : <Link url={url}>{time}</Link>;
}
