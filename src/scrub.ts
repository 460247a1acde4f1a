/** Members that hold personal data or secrets wherever they stand. */
const SENSITIVE = new Set(
  [
    'name',
    'firstname',
    'lastname',
    'realname',
    'leadname',
    'email',
    'phone',
    'role',
    'title',
    'company',
    'domain',
  ]
    .concat([
      'profile',
      'brief',
      'properties',
      'content',
      'lead',
      'words',
      'note',
      'text',
      'blocks',
      'body',
      'payload',
    ])
    .concat([
      'token',
      'apptoken',
      'bottoken',
      'secret',
      'signingsecret',
      'password',
      'authorization',
      'cookie',
      'url',
    ]),
);

/** What gives itself away in any text: addresses of people, tokens, secrets, passwords in addresses. */
const TELLING = [
  /[^\s<>"'()=,;:/@]+@[^\s<>"'()=,;:/]+/g,
  /\b(?:xox[a-z]|xapp|xwfp)-[\w-]+/g,
  /\bwhsec_[\w+/=]+/g,
  /\bBearer\s+\S+/gi,
  /(?<=:\/\/[^\s/:@]*:)[^\s/]+(?=@)/g,
  /https?:\/\/\S+/g,
];

const HIDDEN = '[redacted]';
const DEEPEST = 8;
const LONGEST = 500;

/** A text without what gives itself away, cut to a length that a log can bear. */
export function scrubText(text: string): string {
  let clean = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  for (const pattern of TELLING) clean = clean.replace(pattern, HIDDEN);
  return clean;
}

/** A copy fit for a log: sensitive members hidden at any depth, texts scrubbed, errors reduced to what they are. */
export function scrub(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  if (value instanceof Date) return value;
  if (value instanceof Error) return describeError(value, depth);
  if (depth >= DEEPEST) return HIDDEN;
  if (Array.isArray(value)) return value.slice(0, 50).map((one) => scrub(one, depth + 1));
  return scrubMembers(value, depth + 1);
}

/** The members of an object, likewise. */
export function scrubMembers(members: object, depth = 1): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).map(([key, member]: [string, unknown]) => {
      const hidden = SENSITIVE.has(key.toLowerCase().replaceAll(/[^a-z]/g, ''));
      return [key, hidden && member !== null && typeof member !== 'boolean' ? HIDDEN : scrub(member, depth)];
    }),
  );
}

/**
 * An error without its message: drivers, parsers and Slack quote in it what they were given. What is left says what
 * and where: kind, code, what Slack or the database name as the cause, and the lines of the stack.
 */
function describeError(error: Error, depth: number): Record<string, unknown> {
  const { code, errno, syscall, statusCode, constraint, table, data, cause, original } = error as Error &
    Record<string, unknown>;
  const slack = typeof data === 'object' && data !== null && 'error' in data ? data.error : undefined;
  const named = { code, errno, syscall, statusCode, constraint, table, slack };
  const inner = cause ?? original;
  return {
    type: error.name,
    ...Object.fromEntries(
      Object.entries(named).filter(
        ([, one]) => typeof one === 'number' || (typeof one === 'string' && /^[\w. -]{1,80}$/.test(one)),
      ),
    ),
    stack: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at .*(?::\d+:\d+|<anonymous>|native)\)?$/.test(line))
      .join('\n'),
    ...(inner instanceof Error && depth < DEEPEST && { cause: describeError(inner, depth + 1) }),
  };
}
