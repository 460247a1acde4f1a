import { PGlite } from '@electric-sql/pglite';

type Run = PGlite['execProtocolRawStream'];

const code = (letter: string) => letter.charCodeAt(0);
/** Parse, Bind, Describe, Execute and Close: answered when a Sync follows, which ends an exchange. */
const UNTIL_SYNC = new Set(['P', 'B', 'D', 'E', 'C'].map(code));
/** A connection's beginning, which has no letter, and its end: what went before and was never synced is void. */
const EDGES = new Set([0, code('X')]);

/**
 * PGlite for a server that hands it message by message, and writes each piece of an answer by itself: here the messages
 * of an exchange run as one, and its answer is one piece. A query costs a quarter less so.
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 */
export class PGliteByExchange extends PGlite {
  #asked: Uint8Array[] = [];

  override async execProtocolRawStream(...[message, options]: Parameters<Run>): ReturnType<Run> {
    const kind = message[0] ?? 0;
    if (EDGES.has(kind)) this.#asked = [];
    this.#asked.push(message);
    if (UNTIL_SYNC.has(kind)) return;
    const exchange = this.#asked.length === 1 ? message : Buffer.concat(this.#asked);
    this.#asked = [];
    const answer: Uint8Array[] = [];
    const onRawData = (piece: Uint8Array) => void answer.push(piece.slice()); // of memory that is written over
    await super.execProtocolRawStream(exchange, { ...options, onRawData });
    if (answer.length > 0) options.onRawData(Buffer.concat(answer));
  }
}
