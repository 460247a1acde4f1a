import { Fragment, memo, useMemo } from 'react';
import { SlackDate } from './date.tsx';
import { Emoji } from './emoji-character.tsx';
import { Link } from './link.tsx';
import { Broadcast, ChannelMention, GroupMention, UserMention } from './mentions.tsx';
import type { Inline, Piece } from './mrkdwn-tree.ts';
import { parseMrkdwn } from './parse-mrkdwn.ts';

interface MrkdwnProps {
  text: string;
  verbatim?: boolean;
}

/** Draws a `mrkdwn` text. */
export const Mrkdwn = memo(function Mrkdwn({ text, verbatim = false }: MrkdwnProps) {
  const pieces = useMemo(() => parseMrkdwn(text, { verbatim }), [text, verbatim]);
  return (
    <div className="mrkdwn" dir="auto">
      {pieces.map((piece, index) => (
        <PieceView key={index} piece={piece} />
      ))}
    </div>
  );
});

function PieceView({ piece }: { piece: Piece }) {
  if (piece.kind === 'code') return <pre className="code-block">{piece.text}</pre>;
  const lines = piece.lines.map((line, index) => (
    <Fragment key={index}>
      {index > 0 && <br />}
      <Parts parts={line} />
    </Fragment>
  ));
  return piece.kind === 'quote' ? <blockquote>{lines}</blockquote> : <div>{lines}</div>;
}

function Parts({ parts }: { parts: readonly Inline[] }) {
  return parts.map((part, index) => <Part key={index} part={part} />);
}

function Part({ part }: { part: Inline }) {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'bold':
      return (
        <strong>
          <Parts parts={part.parts} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Parts parts={part.parts} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Parts parts={part.parts} />
        </s>
      );
    case 'code':
      return <code>{part.text}</code>;
    case 'link':
      return <Link url={part.url}>{part.label}</Link>;
    case 'user':
      return <UserMention id={part.id} />;
    case 'channel':
      return <ChannelMention id={part.id} label={part.label} />;
    case 'group':
      return <GroupMention label={part.label} />;
    case 'broadcast':
      return <Broadcast range={part.range} />;
    case 'emoji':
      return <Emoji name={part.name} character={part.character} />;
    case 'date':
      return <SlackDate {...part} />;
  }
}
