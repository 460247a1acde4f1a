import type { Person } from '../../protocol.ts';

interface AvatarProps {
  person: Person | undefined;
  size?: number;
}

function initials(name: string): string {
  const [first = '', last = ''] = name.split(/[\s_-]+/).filter(Boolean);
  return ((first[0] ?? '?') + (last[0] ?? '')).toUpperCase();
}

/** A picture that stands beside a name, so it says nothing to a screen reader. */
export function Avatar({ person, size = 36 }: AvatarProps) {
  const style = { width: size, height: size, fontSize: size * 0.4, background: person?.color ?? '#6b7280' };
  return (
    <span className="avatar" style={style} aria-hidden="true">
      {person?.is_bot ? <BotMark size={size * 0.62} /> : initials(person?.real_name ?? '?')}
    </span>
  );
}

/** A baton that goes from one hand to the next. */
function BotMark({ size }: { size: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
    >
      <path d="M7 17 17 7" strokeWidth="5" />
      <path d="M3.5 13.5A7 7 0 0 1 8 5M20.5 10.5A7 7 0 0 1 16 19" strokeWidth="1.8" opacity=".75" />
    </svg>
  );
}
