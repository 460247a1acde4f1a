import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { type Document, isAlias, LineCounter, parseDocument, visit } from 'yaml';
import { crossCheck } from './cross-check.ts';
import { readIssues, sayIssue } from './issues.ts';
import { fieldOf, offsetOf } from './place.ts';
import { Playbook } from './schema.ts';

export interface Problem {
  file: string;
  line: number; // from 1; 0 when the file can't be read
  column: number;
  field: string; // `routes[0].channel`; empty for the file as a whole
  message: string; // what was expected
}

export type Loaded =
  | { ok: true; playbook: Playbook; hash: string; source: string }
  | { ok: false; problems: Problem[] };

const MAX_BYTES = 1_000_000;

/** Reads a playbook; gives back all that is wrong with it at once, each with its line. Never throws. */
export function loadPlaybook(file: string): Loaded {
  const unreadable = (message: string): Loaded => ({
    ok: false,
    problems: [{ file, line: 0, column: 0, field: '', message }],
  });
  try {
    const { size } = statSync(file);
    if (size > MAX_BYTES)
      return unreadable(`is ${(size / 1e6).toFixed(1)} MB long: expected a playbook, at most 1 MB`);
    const bytes = readFileSync(file);
    if (bytes.includes(0)) return unreadable('is no text: expected a playbook, in YAML');
    return parsePlaybook(bytes.toString('utf8'), file);
  } catch (error) {
    return unreadable(sayUnreadable(error));
  }
}

/** Reads a playbook from the text of a file. */
export function parsePlaybook(text: string, file: string): Loaded {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problemAt = (offset: number, field: string, message: string): Problem => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { file, line, column: col, field, message };
  };
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0)
    return { ok: false, problems: broken.map(({ pos, message }) => problemAt(pos[0], '', message)) };
  const plain = toPlain(document);
  if (plain.ok && plain.value === null)
    return { ok: false, problems: [problemAt(0, '', 'is empty: expected a playbook')] };
  if (!plain.ok) return { ok: false, problems: [problemAt(plain.offset, '', plain.message)] };

  const parsed = Playbook.safeParse(plain.value, { error: sayIssue });
  const issues = [...(parsed.success ? [] : readIssues(parsed.error)), ...crossCheck(plain.value)];
  if (!parsed.success || issues.length > 0) {
    const problems = issues.map(({ path, message }) =>
      problemAt(offsetOf(document, path), fieldOf(path), message),
    );
    return { ok: false, problems: problems.toSorted((a, b) => a.line - b.line || a.column - b.column) };
  }
  const hash = createHash('sha256').update(JSON.stringify(parsed.data)).digest('hex').slice(0, 16);
  return { ok: true, playbook: parsed.data, hash, source: text };
}

/** Problems in words, a line each. */
export function formatProblems(problems: Problem[]): string {
  const lines = problems.map(
    ({ file, line, column, field, message }) =>
      `${file}:${line > 0 ? `${line}:${column}` : ''} ${field ? `${field}: ` : ''}${message}`,
  );
  return [
    `The playbook has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:`,
    ...lines,
  ].join('\n');
}

type Plain = { ok: true; value: unknown } | { ok: false; offset: number; message: string };

/** The document as plain data; aliases to nothing, or that would unfold without end, are refused. */
function toPlain(document: Document): Plain {
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    let offset = 0;
    let first = true;
    visit(document, {
      Alias(_key, alias) {
        if (first || !isAlias(alias.resolve(document))) offset ||= alias.range?.[0] ?? 0;
        first = false;
      },
    });
    return { ok: false, offset, message: error instanceof Error ? error.message : String(error) };
  }
}

function sayUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'is a folder: expected a file';
    case 'EACCES':
      return 'may not be read by this user';
    default:
      return `can not be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
