import type { App } from '@slack/bolt';
import { z } from 'zod';
import { COMMANDS } from '../../blocks/ids.ts';
import { buildHealth, buildHealthRefusal } from '../../blocks/health.ts';
import type { Message } from '../../blocks/parts.ts';
import { buildToday } from '../../blocks/today.ts';
import { buildTryForm } from '../../blocks/try-form.ts';
import { readToday } from '../../reports/today.ts';
import { isAdmin } from '../access.ts';
import type { ListenerDeps } from '../deps.ts';

const Command = z.object({ text: z.string().default(''), trigger_id: z.string(), user_id: z.string() });

/**
 * `/handover`: today's handovers at a glance, for who asks only; `/handover try`: the form to try a change;
 * `/handover health`: what is stuck, for admins.
 */
export function registerHandoverCommand(app: App, deps: ListenerDeps): void {
  app.command(COMMANDS.handover, async ({ ack, body, client, respond }) => {
    await ack();
    const { text, trigger_id, user_id } = Command.parse(body);
    const word = text.trim().toLowerCase();
    if (word === 'try') {
      await client.views.open({ trigger_id, view: buildTryForm(deps.playbook.current) });
      return;
    }
    await respond({
      response_type: 'ephemeral',
      ...(word === 'health' ? await answerHealth(deps, user_id) : await answerToday(deps)),
    });
  });
}

async function answerToday(deps: ListenerDeps): Promise<Message> {
  return buildToday(await readToday(deps, deps.now()), deps.playbook.current.timezone);
}

async function answerHealth(deps: ListenerDeps, userId: string): Promise<Message> {
  if (await isAdmin(deps, userId)) return buildHealth(await deps.health());
  return buildHealthRefusal(deps.playbook.current.feedback.channel);
}
