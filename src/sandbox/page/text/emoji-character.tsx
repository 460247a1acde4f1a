interface EmojiProps {
  name: string;
  character: string;
}

export function Emoji({ name, character }: EmojiProps) {
  return (
    <span className="emoji" role="img" aria-label={name.replaceAll('_', ' ')} title={`:${name}:`}>
      {character}
    </span>
  );
}
