import type { z } from 'zod';

/** What is wrong, and where: `path` is a JSON pointer (RFC 6901). */
export interface Finding {
  path: string;
  message: string;
}

/** What a schema finds wrong with a value. */
export function findings(schema: z.ZodType, value: unknown, at = ''): Finding[] {
  const result = schema.safeParse(value);
  return result.success ? [] : result.error.issues.flatMap((issue) => toFindings(issue, at));
}

function toFindings(issue: z.core.$ZodIssue, at: string): Finding[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: pointer(at, issue.path),
      message: `invalid additional property: ${key}`,
    }));
  }
  // Of a choice between shapes, the one that came furthest says best what is wrong.
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const [closest] = issue.errors.toSorted((a, b) => a.length - b.length || depth(b) - depth(a));
    return (closest ?? []).flatMap((inner) =>
      toFindings({ ...inner, path: [...issue.path, ...inner.path] }, at),
    );
  }
  return [{ path: pointer(at, issue.path), message: wording(issue) }];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

function wording(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_union') return 'unsupported type';
  if (issue.code === 'too_big') return `must be at most ${String(issue.maximum)} ${unit(issue.origin)}`;
  if (issue.code === 'too_small') return `must be at least ${String(issue.minimum)} ${unit(issue.origin)}`;
  if (issue.code !== 'invalid_type') return issue.message;
  return issue.input === undefined ? 'missing required field' : `must be a ${issue.expected}`;
}

function unit(origin: string): string {
  if (origin === 'string') return 'characters';
  return origin === 'array' ? 'items' : '';
}

function pointer(at: string, path: readonly PropertyKey[]): string {
  return at + path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A value of unknown kind as text: `String` falls over objects that came to be called `toString`. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}
