import type { Workspace } from '../../src/sandbox/workspace.ts';

export interface Waiting {
  workspace: Workspace;
  deadlineMs: number;
}

/**
 * The first thing that `look` finds: now, or when something in the workspace changes. After the deadline it fails and
 * tells what is there instead.
 */
export async function waitFor<T>(
  { workspace, deadlineMs }: Waiting,
  look: () => T | undefined,
  wanted: string,
  there: () => string,
): Promise<T> {
  const found = look();
  if (found !== undefined) return found;
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  // Made here, so that its stack leads to the test.
  const failure = new Error();
  Error.captureStackTrace(failure, waitFor);
  const timer = setTimeout(() => {
    failure.message = `${wanted}: not within ${deadlineMs} ms. ${there()}`;
    reject(failure);
  }, deadlineMs);
  const unsubscribe = workspace.onChange(() => {
    const appeared = look();
    if (appeared !== undefined) resolve(appeared);
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    unsubscribe();
  }
}

/** One line a thing, or that there is none. */
export function listing(what: string, things: readonly string[]): string {
  if (things.length === 0) return `There is no ${what}.`;
  return `${what} there:\n${things.map((thing) => `  - ${thing.replaceAll('\n', '\n    ')}`).join('\n')}`;
}

export function matches(text: string, pattern: RegExp | string): boolean {
  return typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text);
}
