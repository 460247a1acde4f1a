import { unescape } from '../../src/sandbox/mrkdwn.ts';
import { list } from '../../src/sandbox/workspace/elements.ts';
import type { Node } from '../../src/sandbox/workspace/elements.ts';
import type { Workspace } from '../../src/sandbox/workspace.ts';

/** What a person reads of a message or view: its blocks, line by line, without the labels of buttons and menus. */
export function visibleText(workspace: Workspace, blocks: readonly object[] | undefined, text = ''): string {
  if (!blocks || blocks.length === 0) return readMrkdwn(workspace, text);
  return (blocks as readonly Node[])
    .map((block) => blockText(workspace, block))
    .filter((line) => line !== '')
    .join('\n');
}

function blockText(workspace: Workspace, block: Node): string {
  const read = (part: unknown) => readPart(workspace, part);
  const lines = (parts: unknown) => list(parts).map(read).filter(Boolean).join('\n');
  switch (block['type']) {
    case 'section':
      return [read(block['text']), lines(block['fields'])].filter(Boolean).join('\n');
    case 'header':
    case 'alert':
      return read(block['text']);
    case 'context':
      return list(block['elements']).map(read).join(' ');
    case 'input':
      return [read(block['label']), read(block['hint'])].filter(Boolean).join('\n');
    case 'card':
      return lines([block['title'], block['subtitle'], block['body']]);
    case 'markdown':
      return String(block['text']);
    case 'image':
      return [read(block['title']), String(block['alt_text'])].filter(Boolean).join('\n');
    case 'rich_text':
      return read(block);
    case 'table':
    case 'data_table':
      return (block['rows'] as unknown[][]).map((row) => row.map(read).join(' | ')).join('\n');
    case 'container':
      return [
        read(block['title']),
        ...list(block['child_blocks']).map((child) => blockText(workspace, child)),
      ].join('\n');
    case 'carousel':
      return list(block['elements'])
        .map((child) => blockText(workspace, child))
        .join('\n');
    default:
      return '';
  }
}

/** One text object or rich text element. */
export function readPart(workspace: Workspace, part: unknown): string {
  if (typeof part !== 'object' || part === null) return '';
  const node = part as Node;
  const text = typeof node['text'] === 'string' ? node['text'] : '';
  switch (node['type']) {
    case 'mrkdwn':
      return readMrkdwn(workspace, text);
    case 'image':
      return String(node['alt_text']);
    case 'user':
      return mention(workspace, String(node['user_id']));
    case 'broadcast':
      return `@${String(node['range'])}`;
    case 'channel':
      return `#${workspace.channel(String(node['channel_id']))?.name ?? 'unknown'}`;
    case 'emoji':
      return `:${String(node['name'])}:`;
    case 'link':
      return text === '' ? String(node['url']) : text;
    case 'date':
      return typeof node['fallback'] === 'string' ? node['fallback'] : String(node['timestamp']);
    case 'rich_text':
    case 'rich_text_list':
      return list(node['elements'])
        .map((child) => readPart(workspace, child))
        .join('\n');
    case 'rich_text_section':
    case 'rich_text_quote':
    case 'rich_text_preformatted':
      return list(node['elements'])
        .map((child) => readPart(workspace, child))
        .join('');
    default:
      return text;
  }
}

/** `mrkdwn` as it is read on the screen: names for ids, labels for links, no signs of bold and italics. */
function readMrkdwn(workspace: Workspace, text: string): string {
  const plain = text
    .replaceAll(/<([^<>\n]+)>/g, (_whole, inner: string) => {
      const [target = '', label] = inner.split('|');
      if (/^@[UW]/.test(target)) return mention(workspace, target.slice(1));
      if (target.startsWith('#')) return `#${workspace.channel(target.slice(1))?.name ?? label ?? 'unknown'}`;
      if (target.startsWith('!date^')) return label ?? target;
      if (target.startsWith('!')) return `@${target.slice(1)}`;
      return label ?? target;
    })
    .replaceAll(/(?<![\w*])\*([^*\n]+)\*(?![\w*])/g, '$1')
    .replaceAll(/(?<![\w_])_([^_\n]+)_(?![\w_])/g, '$1')
    .replaceAll(/(?<![\w~])~([^~\n]+)~(?![\w~])/g, '$1')
    .replaceAll(/`([^`\n]+)`/g, '$1');
  return unescape(plain);
}

function mention(workspace: Workspace, id: string): string {
  return `@${workspace.person(id)?.name ?? id}`;
}
