import type { App } from '@slack/bolt';
import { z } from 'zod';
import { COMMANDS } from '../../blocks/ids.ts';
import { buildToday } from '../../blocks/today.ts';
import { buildTryForm } from '../../blocks/try-form.ts';
import { readToday } from '../../reports/today.ts';
import type { ListenerDeps } from '../deps.ts';

const Command = z.object({ text: z.string().default(''), trigger_id: z.string() });

/** `/handover`: today's handovers at a glance, for who asks only; `/handover try`: the form to try a change. */
export function registerHandoverCommand(app: App, deps: ListenerDeps): void {
  app.command(COMMANDS.handover, async ({ ack, body, client, respond }) => {
    await ack();
    const { text, trigger_id } = Command.parse(body);
    if (text.trim().toLowerCase() === 'try') {
      await client.views.open({ trigger_id, view: buildTryForm(deps.playbook.current) });
      return;
    }
    await respond({
      response_type: 'ephemeral',
      ...buildToday(await readToday(deps, deps.now()), deps.playbook.current.timezone),
    });
  });
}
