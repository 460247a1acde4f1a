import type { TextObject } from '@slack/types';
import { Mrkdwn } from './mrkdwn.tsx';
import { PlainText } from './plain-text.tsx';

/** A text object of either kind. */
export function Text({ value }: { value: TextObject }) {
  if (value.type === 'mrkdwn') return <Mrkdwn text={value.text} verbatim={value.verbatim === true} />;
  return (
    <span className="plain-text" dir="auto">
      <PlainText text={value.text} emoji={value.emoji !== false} />
    </span>
  );
}
