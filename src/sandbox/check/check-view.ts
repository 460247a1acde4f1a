import { z } from 'zod';
import { interactives } from '../workspace/elements.ts';
import type { Node } from '../workspace/elements.ts';
import { checkBlocks } from './check-blocks.ts';
import { id, plainText } from './composition.ts';
import { findings, shown } from './finding.ts';
import type { Finding } from './finding.ts';
import { limits } from './limits.ts';

const base = {
  blocks: z.unknown(),
  private_metadata: z.string().max(limits.privateMetadata).optional(),
  callback_id: id.optional(),
  external_id: z.string().max(limits.id).optional(),
};

/** https://docs.slack.dev/reference/views/modal-views/ */
const Modal = z.strictObject({
  ...base,
  type: z.literal('modal'),
  title: plainText(limits.viewTitle),
  submit: plainText(limits.viewButton).optional(),
  close: plainText(limits.viewButton).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
});

/** https://docs.slack.dev/reference/views/home-tab-views/ */
const Home = z.strictObject({ ...base, type: z.literal('home') });

/** What Slack would refuse in a modal or Home tab. */
export function checkView(view: unknown): Finding[] {
  if (typeof view !== 'object' || view === null) return [{ path: '', message: 'must be a view' }];
  const { type, blocks, submit } = view as Node;
  if (type !== 'modal' && type !== 'home')
    return [{ path: '/type', message: `unsupported type: ${shown(type)}` }];
  const found = [...findings(type === 'modal' ? Modal : Home, view), ...checkBlocks(blocks, type)];
  const parts = Array.isArray(blocks)
    ? (blocks as Node[]).filter((block) => typeof block === 'object' && block !== null)
    : [];
  if (type === 'modal' && submit === undefined && parts.some((block) => block['type'] === 'input')) {
    found.push({ path: '/submit', message: 'is needed where there is an input block' });
  }
  const focused = interactives(parts).filter(({ element }) => element['focus_on_load'] === true);
  if (focused.length > 1) found.push({ path: '/blocks', message: 'only one element can be focused on load' });
  return found;
}
