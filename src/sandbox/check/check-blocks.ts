import { flatten, interactives, list } from '../workspace/elements.ts';
import type { Interactive, Node } from '../workspace/elements.ts';
import { optionsOf } from '../workspace/values.ts';
import { anyBlock } from './blocks.ts';
import { findings } from './finding.ts';
import type { Finding } from './finding.ts';
import { limits } from './limits.ts';
import { surfacesOf } from './surfaces.ts';
import type { Surface } from './surfaces.ts';

/** Everything wrong with the blocks of a message, modal or Home tab; `path` begins at `/blocks`. */
export function checkBlocks(blocks: unknown, surface: Surface): Finding[] {
  if (!Array.isArray(blocks)) return [{ path: '/blocks', message: 'must be a list of blocks' }];
  const most = surface === 'message' ? limits.messageBlocks : limits.viewBlocks;
  const found: Finding[] = [];
  if (blocks.length > most) found.push({ path: '/blocks', message: `must be at most ${most} items` });
  for (const [index, block] of (blocks as unknown[]).entries()) {
    found.push(...checkBlock(block, `/blocks/${index}`, surface));
  }
  const whole = blocks.filter((block): block is Node => typeof block === 'object' && block !== null);
  found.push(...doubledBlockIds(whole), ...doubledActionIds(whole), ...impossibleInitials(whole));
  if (surface === 'message') found.push(...messageTotals(whole));
  return found;
}

function checkBlock(block: unknown, at: string, surface: Surface): Finding[] {
  const type = typeof block === 'object' && block !== null ? (block as Node)['type'] : undefined;
  const surfaces = typeof type === 'string' ? surfacesOf[type] : undefined;
  if (!surfaces) return [{ path: `${at}/type`, message: `unsupported type: ${String(type)}` }];
  if (!surfaces.includes(surface))
    return [{ path: `${at}/type`, message: `${String(type)} is not allowed in a ${surface}` }];
  return findings(anyBlock, block, at);
}

function doubledBlockIds(blocks: readonly Node[]): Finding[] {
  const seen = new Set<unknown>();
  const found: Finding[] = [];
  for (const block of flatten(blocks)) {
    const id = block['block_id'];
    if (seen.has(id))
      found.push({ path: pathOf(blocks, block), message: `block_id already exists: ${String(id)}` });
    if (id !== undefined) seen.add(id);
  }
  return found;
}

function doubledActionIds(blocks: readonly Node[]): Finding[] {
  const seen = new Map<Node, Set<unknown>>();
  const found: Finding[] = [];
  for (const { block, element } of interactives(blocks)) {
    const inBlock = seen.get(block) ?? new Set();
    seen.set(block, inBlock);
    const id: unknown = element['action_id'];
    if (inBlock.has(id)) {
      found.push({
        path: pathOf(blocks, block),
        message: `action_id already exists in this block: ${String(id)}`,
      });
    }
    if (id !== undefined) inBlock.add(id);
  }
  return found;
}

/** What is chosen at first has to be one of the options, to the letter. */
function impossibleInitials(blocks: readonly Node[]): Finding[] {
  return interactives(blocks).flatMap(({ block, element }: Interactive) => {
    if (element.type === 'external_select' || element.type === 'multi_external_select') return [];
    const options = optionsOf(element).map((option) => JSON.stringify(option));
    const initials = [...list(element['initial_option']), ...list(element['initial_options'])];
    return initials
      .filter((initial) => !options.includes(JSON.stringify(initial)))
      .map(() => ({ path: pathOf(blocks, block), message: 'the initial option must be one of the options' }));
  });
}

function messageTotals(blocks: readonly Node[]): Finding[] {
  const found: Finding[] = [];
  const ofType = (type: string) => blocks.filter((block) => block['type'] === type);
  const markdown = ofType('markdown').reduce(
    (sum, block) => sum + (typeof block['text'] === 'string' ? block['text'].length : 0),
    0,
  );
  if (ofType('markdown').length > 1 && markdown > limits.markdownPerMessage) {
    found.push({
      path: '/blocks',
      message: `markdown blocks must hold at most ${limits.markdownPerMessage} characters in all`,
    });
  }
  if (ofType('table').length > 1) found.push({ path: '/blocks', message: 'only one table is allowed' });
  return found;
}

function pathOf(blocks: readonly Node[], wanted: Node): string {
  const index = blocks.findIndex((block) => flatten([block]).includes(wanted));
  return `/blocks/${index}`;
}
