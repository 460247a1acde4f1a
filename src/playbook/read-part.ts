/** What stands at a place of plain data; undefined when nothing does, or when what leads there is malformed. */
export function partAt(value: unknown, ...path: (string | number)[]): unknown {
  let part = value;
  for (const key of path) {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, key)) return undefined;
    part = (part as Record<string | number, unknown>)[key];
  }
  return part;
}

/** The entries of a list there; none when it is no list. */
export function entriesAt(value: unknown, ...path: (string | number)[]): unknown[] {
  const part = partAt(value, ...path);
  return Array.isArray(part) ? part : [];
}
