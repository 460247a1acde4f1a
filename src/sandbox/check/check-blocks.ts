import { elementsOf, flatten, list } from '../workspace/elements.ts';
import type { Node } from '../workspace/elements.ts';
import { optionsOf } from '../workspace/values.ts';
import { anyBlock } from './blocks.ts';
import { findings, shown } from './finding.ts';
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
  const whole = (blocks as unknown[]).map((block) =>
    typeof block === 'object' && block !== null ? (block as Node) : {},
  );
  found.push(...doubledBlockIds(whole), ...doubledActionIds(whole), ...impossibleInitials(whole));
  if (surface === 'message') found.push(...messageTotals(whole));
  return found;
}

function checkBlock(block: unknown, at: string, surface: Surface): Finding[] {
  const type = typeof block === 'object' && block !== null ? (block as Node)['type'] : undefined;
  const surfaces = surfacesOf(type);
  if (!surfaces) return [{ path: `${at}/type`, message: `unsupported type: ${shown(type)}` }];
  if (!surfaces.includes(surface))
    return [{ path: `${at}/type`, message: `${shown(type)} is not allowed in a ${surface}` }];
  return findings(anyBlock, block, at);
}

function doubledBlockIds(blocks: readonly Node[]): Finding[] {
  const seen = new Set<unknown>();
  return everyWithin(blocks, (block) => {
    const id = block['block_id'];
    const isDoubled = seen.has(id);
    if (id !== undefined) seen.add(id);
    return isDoubled ? [`block_id already exists: ${shown(id)}`] : [];
  });
}

function doubledActionIds(blocks: readonly Node[]): Finding[] {
  return everyWithin(blocks, (block) => {
    const seen = new Set<unknown>();
    return elementsOf(block).flatMap((element) => {
      const id = element['action_id'];
      const isDoubled = seen.has(id);
      if (id !== undefined) seen.add(id);
      return isDoubled ? [`action_id already exists in this block: ${shown(id)}`] : [];
    });
  });
}

/** What is chosen at first has to be one of the options, to the letter. */
function impossibleInitials(blocks: readonly Node[]): Finding[] {
  return everyWithin(blocks, (block) =>
    elementsOf(block).flatMap((element) => {
      if (shown(element['type']).endsWith('external_select')) return [];
      const options = optionsOf(element).map((option) => JSON.stringify(option));
      const initials = [...list(element['initial_option']), ...list(element['initial_options'])];
      const impossible = initials.filter((initial) => !options.includes(JSON.stringify(initial)));
      return impossible.map(() => 'the initial option must be one of the options');
    }),
  );
}

/** What `look` says of each block, those inside of others too, at the place of the outermost. */
function everyWithin(blocks: readonly Node[], look: (block: Node) => string[]): Finding[] {
  return blocks.flatMap((top, index) =>
    flatten([top])
      .flatMap(look)
      .map((message) => ({ path: `/blocks/${index}`, message })),
  );
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
