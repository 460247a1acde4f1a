import type { App } from '@slack/bolt';
import { z } from 'zod';
import { COMMANDS, ACTIONS } from '../../blocks/ids.ts';
import {
  buildLeadBrief,
  buildLeadChoice,
  buildLeadNotFound,
  buildMyClaims,
} from '../../blocks/lead-brief.ts';
import { lookUpLead } from '../../reports/look-up-lead.ts';
import { readMyClaims } from '../../reports/today.ts';
import type { ListenerDeps } from '../deps.ts';
import { parseClick } from '../parse.ts';

const Command = z.object({ text: z.string().default(''), user_id: z.string() });

/** `/lead <email, name or company>`: the brief, for who asks only; alone, their claims. */
export function registerLeadCommand(app: App, deps: ListenerDeps): void {
  app.command(COMMANDS.lead, async ({ ack, body, respond }) => {
    await ack();
    const { text, user_id } = Command.parse(body);
    const query = text.trim();
    const answer =
      query === ''
        ? buildMyClaims(await readMyClaims(deps, user_id), deps.playbook.current.timezone)
        : await answerTo(deps, query);
    await respond({ response_type: 'ephemeral', ...answer });
  });
  app.action(ACTIONS.chooseLead, async ({ ack, body, respond }) => {
    await ack();
    const found = await lookUpLead(deps, { leadId: parseClick(body).value }, deps.now());
    if (found.kind === 'one')
      await respond({ response_type: 'ephemeral', replace_original: true, ...buildLeadBrief(found.lead) });
  });
}

async function answerTo(deps: ListenerDeps, query: string) {
  const found = await lookUpLead(deps, { query }, deps.now());
  switch (found.kind) {
    case 'none':
      return buildLeadNotFound(query);
    case 'several':
      return buildLeadChoice(found.matches);
    case 'one':
      return buildLeadBrief(found.lead);
  }
}
