import { emojiFor } from './emoji.ts';
import { unescapeText } from './mrkdwn-tree.ts';
import type { Inline } from './mrkdwn-tree.ts';
import { parseBrackets } from './parse-brackets.ts';

export interface InlineOptions {
  /** Bare addresses stay text. */
  verbatim?: boolean;
}

const marks = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
const brackets = /<([^<>\n]+)>/y;
const code = /`([^`\n]+)`/y;
const emoji = /:([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?/y;
const bareAddress = /https?:\/\/[^\s<>|*~`]*[^\s<>|*~`.,;:!?'")\]]/y;
const wordCharacter = /[\p{L}\p{N}]/u;

/** Reads one line. */
export function parseInline(line: string, options: InlineOptions = {}): Inline[] {
  const parts: Inline[] = [];
  const unclosed = new Set<string>();
  let text = '';
  let at = 0;
  const push = (part: Inline, length: number) => {
    if (text !== '') parts.push({ kind: 'text', text: unescapeText(text) });
    text = '';
    parts.push(part);
    at += length;
  };
  while (at < line.length) {
    const character = line[at] ?? '';
    const startsWord = !wordCharacter.test(line[at - 1] ?? ' ');
    const atom = readAtom(line, at, character, startsWord, options);
    if (atom) {
      push(atom.part, atom.length);
      continue;
    }
    if (startsWord && character in marks && !unclosed.has(character)) {
      const end = closingMark(line, at, character);
      if (end > 0) {
        const kind = marks[character as keyof typeof marks];
        push({ kind, parts: parseInline(line.slice(at + 1, end), options) }, end + 1 - at);
        continue;
      }
      // No later mark of this kind finds an end either; looking again each time would be slow.
      if (end === -1) unclosed.add(character);
    }
    text += character;
    at += 1;
  }
  if (text !== '') parts.push({ kind: 'text', text: unescapeText(text) });
  return parts;
}

interface Atom {
  part: Inline;
  length: number;
}

/** What can't have other things inside. */
function readAtom(
  line: string,
  at: number,
  character: string,
  startsWord: boolean,
  { verbatim = false }: InlineOptions,
): Atom | undefined {
  if (character === '<') {
    const found = match(brackets, line, at);
    return found && { part: parseBrackets(found[1] ?? ''), length: found[0].length };
  }
  if (character === '`') {
    const found = match(code, line, at);
    return found && { part: { kind: 'code', text: unescapeText(found[1] ?? '') }, length: found[0].length };
  }
  if (!startsWord) return undefined;
  if (character === ':') {
    const found = match(emoji, line, at);
    const name = found?.[1] ?? '';
    const known = found && emojiFor(name, Number(found[2] ?? 0));
    return known ? { part: { kind: 'emoji', name, character: known }, length: found[0].length } : undefined;
  }
  if (character === 'h' && !verbatim) {
    const found = match(bareAddress, line, at);
    const url = unescapeText(found?.[0] ?? '');
    return found && { part: { kind: 'link', url, label: url }, length: found[0].length };
  }
  return undefined;
}

function match(pattern: RegExp, line: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(line) ?? undefined;
}

/** Where the mark that opens at `at` closes: -1 if nowhere after it, -2 if it does not open anything. */
function closingMark(line: string, at: number, mark: string): number {
  const next = line[at + 1];
  if (next === undefined || /\s/.test(next) || next === mark) return -2;
  for (let end = at + 2; end < line.length; end += 1) {
    const skipped = line[end] === '<' ? match(brackets, line, end) : undefined;
    if (skipped) end += skipped[0].length;
    if (line[end] !== mark || /\s/.test(line[end - 1] ?? ' ')) continue;
    if (!wordCharacter.test(line[end + 1] ?? ' ')) return end;
  }
  return -1;
}
