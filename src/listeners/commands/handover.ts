import type { App } from '@slack/bolt';
import { COMMANDS } from '../../blocks/ids.ts';
import { buildToday } from '../../blocks/today.ts';
import { readToday } from '../../reports/today.ts';
import type { ListenerDeps } from '../deps.ts';

/** `/handover`: today's handovers at a glance, for who asks only. */
export function registerHandoverCommand(app: App, deps: ListenerDeps): void {
  app.command(COMMANDS.handover, async ({ ack, respond }) => {
    await ack();
    await respond({
      response_type: 'ephemeral',
      ...buildToday(await readToday(deps, deps.now()), deps.playbook.current.timezone),
    });
  });
}
