import { randomBytes } from 'node:crypto';

/** Ids of requests as the usual tools make them: no room for a person's name or address by mistake. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9_-]{7,63}$/;

/** The id by which a request is followed: what its client calls it when that is a plain id, else a new one. */
export function traceOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && PLAIN.test(header) ? header : randomBytes(8).toString('hex');
}
