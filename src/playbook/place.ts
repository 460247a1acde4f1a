import { type Document, isMap, type Node } from 'yaml';

/** Where a field stands in the text: its key if it is there, else the nearest thing that should hold it. */
export function offsetOf(document: Document, path: PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const last = String(path[length - 1]);
    const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === last) : undefined;
    const node = (pair?.key ?? document.getIn(path.slice(0, length), true)) as Node | undefined;
    if (node?.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

/** A path as people write it: `routes[0].when.country`. */
export function fieldOf(path: PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
