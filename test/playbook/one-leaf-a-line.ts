export type Path = (string | number)[];

/** Plain data as YAML with each key on a line of its own, and the line (from 1) of each path. */
export function writeByLine(value: unknown): { text: string; lineOf: Map<string, number> } {
  const lines: string[] = [];
  const lineOf = new Map<string, number>();
  const write = (part: unknown, path: Path, indent: string): void => {
    for (const [key, child] of childrenOf(part)) {
      const inList = Array.isArray(part);
      const childPath = [...path, inList ? Number(key) : key];
      const head = inList ? `${indent}-` : `${indent}${JSON.stringify(key)}:`;
      const nested = childrenOf(child).length > 0;
      const at = lines.length;
      lineOf.set(keyOf(childPath), at + 1);
      if (!nested) lines.push(`${head} ${scalar(child)}`);
      else if (!inList) lines.push(head);
      if (nested) write(child, childPath, `${indent}  `);
      // An entry of a list begins on the line of its first key.
      if (nested && inList) lines[at] = `${head} ${lines[at]?.slice(indent.length + 2)}`;
    }
  };
  write(value, [], '');
  return { text: `${lines.join('\n')}\n`, lineOf };
}

/** All places of plain data but its root, outer before inner. */
export function pathsOf(value: unknown, at: Path = []): Path[] {
  return childrenOf(value).flatMap(([key, child]) => {
    const path = [...at, Array.isArray(value) ? Number(key) : key];
    return [path, ...pathsOf(child, path)];
  });
}

/** A copy with another value at the path; `undefined` takes out what stands there. */
export function withValue(value: unknown, path: Path, changed: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return changed;
  const copy: Record<string | number, unknown> = structuredClone(Object(value));
  const next = rest.length === 0 ? changed : withValue(copy[key], rest, changed);
  if (next !== undefined) copy[key] = next;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete copy[key];
  return copy;
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((part, key) => Object(part)[key], value);
}

/** A path as problems name it. */
export function keyOf(path: Path): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
}

function childrenOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function scalar(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : '.inf';
  return JSON.stringify(value);
}
