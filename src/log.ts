import { pino, type DestinationStream, type Logger } from 'pino';

/** Paths that may hold secrets or personal data; what errors carry is reduced to name, message code and stack. */
const REDACT = [
  'email',
  'name',
  'phone',
  'token',
  '*.email',
  '*.name',
  '*.phone',
  '*.token',
  'authorization',
];

/** The log: JSON lines, on standard error unless told otherwise. */
export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      level,
      redact: REDACT,
      serializers: { err: serializeError },
      base: null,
    },
    destination,
  );
}

/** An error without what it was about: messages of drivers quote values, so only their first line's kind is kept. */
function serializeError(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    code: typeof code === 'string' ? code : undefined,
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.trim().startsWith('at '))
      .join('\n'),
  };
}
