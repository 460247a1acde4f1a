import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isMap, isPair, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { Playbook } from './schema.ts';
import { crossCheck } from './cross-check.ts';

export interface Problem {
  file: string;
  line: number;
  column: number;
  field: string;
  message: string;
}

export type Loaded = { ok: true; playbook: Playbook; hash: string } | { ok: false; problems: Problem[] };

/** Reads a playbook; gives back all that is wrong with it at once, each with its line. */
export function loadPlaybook(file: string): Loaded {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return {
      ok: false,
      problems: [{ file, line: 0, column: 0, field: '', message: 'this file can not be read' }],
    };
  }
  return parsePlaybook(text, file);
}

/** Reads a playbook from the text of a file. */
export function parsePlaybook(text: string, file: string): Loaded {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map(({ pos, message }) => ({ ...at(pos[0]), field: '', message })),
    };
  }
  const parsed = Playbook.safeParse(toPlain(document));
  const issues = parsed.success ? crossCheck(parsed.data) : parsed.error.issues.flatMap(spread);
  if (parsed.success && issues.length === 0) {
    const hash = createHash('sha256').update(JSON.stringify(parsed.data)).digest('hex').slice(0, 16);
    return { ok: true, playbook: parsed.data, hash };
  }
  return {
    ok: false,
    problems: issues.map(({ path, message }) => ({
      ...at(offsetOf(document, path)),
      field: fieldOf(path),
      message,
    })),
  };
}

/** Problems in words, a line each. */
export function formatProblems(problems: Problem[]): string {
  const lines = problems.map(
    ({ file, line, column, field, message }) =>
      `${file}:${line}:${column} ${field ? `${field}: ` : ''}${message}`,
  );
  return [
    `The playbook has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:`,
    ...lines,
  ].join('\n');
}

interface Issue {
  path: PropertyKey[];
  message: string;
}

function spread(issue: { code?: string; path: PropertyKey[]; message: string; keys?: string[] }): Issue[] {
  if (issue.code !== 'unrecognized_keys' || !issue.keys) return [issue];
  return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'is not a field of the playbook' }));
}

function toPlain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return null; // aliases without end
  }
}

/** Where the field stands: its key for one that is there, else what should hold it. */
function offsetOf(document: Document, path: PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    const pair = isMap(parent)
      ? parent.items.find((one) => isPair(one) && String(one.key) === String(last))
      : undefined;
    const node = (pair?.key ?? document.getIn(path.slice(0, length), true)) as Node | undefined;
    if (node?.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function fieldOf(path: PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
