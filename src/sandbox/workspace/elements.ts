import { blockId } from './ids.ts';

/** A block or element, read field by field: the strict check has already been there. */
export type Node = Record<string, unknown>;

export interface Interactive {
  /** The block that the app is told of. */
  block: Node & { block_id: string };
  element: Node & { type: string; action_id: string };
}

/** Names what came without an id, as Slack does, down to the blocks inside containers. */
export function withIds<B extends object>(blocks: readonly B[]): B[] {
  const copies = structuredClone(blocks) as B[];
  for (const block of flatten(copies)) {
    block['block_id'] ??= blockId();
    for (const element of elementsOf(block)) element['action_id'] ??= blockId();
  }
  return copies;
}

/** Every element of these blocks that a person can use. */
export function interactives(blocks: readonly object[] | undefined): Interactive[] {
  return flatten(blocks ?? []).flatMap((block) =>
    elementsOf(block).map((element) => ({ block, element }) as unknown as Interactive),
  );
}

/** Blocks with the blocks inside of them: children of containers, cards of carousels. */
export function flatten(blocks: readonly object[]): Node[] {
  return (blocks as readonly Node[]).flatMap((block) => [
    block,
    ...flatten(list(block['child_blocks'])),
    ...(block['type'] === 'carousel' ? flatten(list(block['elements'])) : []),
  ]);
}

const interactiveIn = new Map<unknown, string[]>(
  Object.entries({
    actions: ['elements'],
    context_actions: ['elements'],
    section: ['accessory'],
    input: ['element'],
    card: ['actions'],
  }),
);

/** The elements of a block that a person can use. */
export function elementsOf(block: Node): Node[] {
  const fields = interactiveIn.get(block['type']) ?? [];
  return fields.flatMap((field) => list(block[field])).filter((element) => element['type'] !== 'image');
}

/** A list as it is, one thing as a list of one, nothing as an empty list. */
export function list(value: unknown): Node[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).filter(
    (part): part is Node => typeof part === 'object' && part !== null,
  );
}
