import type { z } from 'zod';
import { nearest } from './nearest.ts';
import { fieldsAt } from './fields.ts';

/** Something wrong at a place of the playbook. */
export interface Issue {
  path: PropertyKey[];
  message: string;
}

/** What zod found wrong, an issue for each field, in words that say what was expected. */
export function readIssues(error: z.ZodError): Issue[] {
  return error.issues.flatMap((issue): Issue[] => {
    if (issue.code === 'unrecognized_keys') {
      const known = fieldsAt(issue.path);
      return issue.keys.map((key) => ({ path: [...issue.path, key], message: unknownField(key, known) }));
    }
    if (issue.code === 'invalid_key')
      return issue.issues.map(({ message }) => ({ path: issue.path, message }));
    return [issue];
  });
}

/** Words for what zod finds wrong where the schema has none of its own. */
export function sayIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type')
    return issue.input === undefined
      ? `is missing: expected ${typeWord(issue.expected)}`
      : `expected ${typeWord(issue.expected)}, found ${kindOf(issue.input)}`;
  if (issue.code === 'invalid_value') return sayChoice(issue.input, issue.values.map(String));
  if (issue.code === 'too_small')
    return `expected ${boundary(issue.origin, 'at least', issue.inclusive === false, issue.minimum)}`;
  if (issue.code === 'too_big')
    return `expected ${boundary(issue.origin, 'at most', issue.inclusive === false, issue.maximum)}`;
  return issue.code === 'invalid_format' && issue.format === 'date'
    ? 'expected a date such as 2026-12-24'
    : undefined;
}

function sayChoice(input: unknown, choices: string[]): string {
  const hint = typeof input === 'string' ? nearest(input, choices) : null;
  return `${input === undefined ? 'is missing: ' : ''}expected ${either(choices)}${hint ? `; did you mean ${hint}?` : ''}`;
}

function unknownField(key: string, known: string[]): string {
  const hint = nearest(key, known);
  return hint
    ? `is not a field of the playbook; did you mean ${hint}?`
    : `is not a field of the playbook; expected ${either(known)}`;
}

function boundary(origin: string, most: string, exclusive: boolean, limit: number | bigint): string {
  if (origin === 'array') return `${most} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  if (origin === 'string') return limit === 1 ? 'some text' : `text of ${most} ${limit} characters`;
  if (exclusive) return `a number ${most === 'at least' ? 'above' : 'below'} ${limit}`;
  return `a number of ${most} ${limit}`;
}

function typeWord(expected: string): string {
  const words: Record<string, string> = {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'fields with values',
    record: 'names with values',
  };
  return words[expected] ?? expected;
}

function kindOf(input: unknown): string {
  if (input === null) return 'nothing';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'fields with values';
  if (typeof input === 'string') return `the text "${input.length > 40 ? `${input.slice(0, 40)}…` : input}"`;
  return typeof input === 'number' || typeof input === 'boolean' ? String(input) : 'something else';
}

function either(words: string[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(words);
}
