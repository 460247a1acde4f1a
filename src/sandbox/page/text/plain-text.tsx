import { Fragment } from 'react';
import { emojiFor } from './emoji.ts';
import { Emoji } from './emoji-character.tsx';
import { unescapeText } from './mrkdwn-tree.ts';

const emojiName = /:([a-z0-9_+'-]+):/;

/** A `plain_text`: only emoji names mean something in it. */
export function PlainText({ text, emoji = true }: { text: string; emoji?: boolean }) {
  if (!emoji) return unescapeText(text);
  // `split` with one group gives text and names in turn.
  return text.split(emojiName).map((part, index) => {
    if (index % 2 === 0) return unescapeText(part);
    const character = emojiFor(part);
    return (
      <Fragment key={index}>
        {character === undefined ? `:${part}:` : <Emoji name={part} character={character} />}
      </Fragment>
    );
  });
}

/** The same for attributes and options, which hold only characters. */
export function plainString(text: string): string {
  return unescapeText(text).replaceAll(
    /:([a-z0-9_+'-]+):/g,
    (whole, name: string) => emojiFor(name) ?? whole,
  );
}
