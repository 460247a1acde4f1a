import { unescapeText } from './mrkdwn-tree.ts';
import type { Piece } from './mrkdwn-tree.ts';
import { parseInline } from './parse-inline.ts';
import type { InlineOptions } from './parse-inline.ts';

/** Reads a whole `mrkdwn` text: code blocks, quotes, and lines. */
export function parseMrkdwn(text: string, options: InlineOptions = {}): Piece[] {
  return text.split(/\n?```([\s\S]+?)```\n?/).flatMap((part, index): Piece[] => {
    if (index % 2 === 1) return [{ kind: 'code', text: unescapeText(part).replace(/^\n/, '').trimEnd() }];
    if (part === '') return [];
    return parseLines(part, options);
  });
}

function parseLines(text: string, options: InlineOptions): Piece[] {
  const pieces: Extract<Piece, { lines: unknown }>[] = [];
  for (const line of text.split('\n')) {
    const quoted = /^(?:&gt;|>) ?/.exec(line);
    const kind = quoted ? 'quote' : 'lines';
    const inline = parseInline(line.slice(quoted?.[0].length ?? 0), options);
    const last = pieces.at(-1);
    if (last?.kind === kind) last.lines.push(inline);
    else pieces.push({ kind, lines: [inline] });
  }
  return pieces;
}
