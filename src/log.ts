import { pino, type DestinationStream, type Logger } from 'pino';
import { scrubMembers, scrubText } from './scrub.ts';

/**
 * The log: JSON lines, on standard error unless told otherwise. Every line is scrubbed of personal data and secrets,
 * at every level and whoever writes it: what it carries by path and in texts, and what errors say. Only what a child
 * logger is bound to is not: that is ours and fixed.
 */
export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      level,
      base: null,
      formatters: { log: scrubMembers },
      hooks: {
        logMethod(args, method) {
          const clean = args.map((arg: unknown) => (typeof arg === 'string' ? scrubText(arg) : arg));
          method.apply(this, clean as typeof args);
        },
      },
    },
    destination,
  );
}
