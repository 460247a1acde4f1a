import type { KnownBlock } from '@slack/types';

export type Surface = 'message' | 'modal' | 'home';

/** Where each block may stand: https://docs.slack.dev/reference/block-kit/blocks */
const byType: Record<KnownBlock['type'], readonly Surface[]> = {
  actions: ['message', 'modal', 'home'],
  alert: ['modal'],
  card: ['message', 'modal', 'home'],
  carousel: ['message', 'home'],
  container: ['message', 'home'],
  context: ['message', 'modal', 'home'],
  context_actions: ['message'],
  data_table: ['message', 'home'],
  divider: ['message', 'modal', 'home'],
  file: ['message'],
  header: ['message', 'modal', 'home'],
  image: ['message', 'modal', 'home'],
  input: ['message', 'modal', 'home'],
  markdown: ['message'],
  plan: ['message'],
  rich_text: ['message', 'modal', 'home'],
  section: ['message', 'modal', 'home'],
  table: ['message', 'home'],
  task_card: ['message'],
  video: ['message', 'modal', 'home'],
};

/** The surfaces for a block of this type; none for a type that Slack does not know. */
export function surfacesOf(type: unknown): readonly Surface[] | undefined {
  return known.get(type);
}

const known = new Map<unknown, readonly Surface[]>(Object.entries(byType));
