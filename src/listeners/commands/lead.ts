import type { App } from '@slack/bolt';
import { z } from 'zod';
import { COMMANDS, ACTIONS } from '../../blocks/ids.ts';
import {
  buildLeadBrief,
  buildLeadChoice,
  buildLeadNotFound,
  buildMyClaims,
} from '../../blocks/lead-brief.ts';
import { buildLeadWhy, buildWhyUsage } from '../../blocks/lead-why.ts';
import type { Message } from '../../blocks/parts.ts';
import { explainLead } from '../../reports/explain-lead.ts';
import { lookUpLead } from '../../reports/look-up-lead.ts';
import { readSpared } from '../../reports/spared-leads.ts';
import { readMyClaims } from '../../reports/today.ts';
import type { ListenerDeps } from '../deps.ts';
import { parseClick } from '../parse.ts';

const Command = z.object({ text: z.string().default(''), user_id: z.string() });
const WHY = /^why(?:\s+|$)/i;

/**
 * `/lead <email, name or company>`: the brief, for who asks only; `/lead why ...`: the terms of its score; alone,
 * their claims.
 */
export function registerLeadCommand(app: App, deps: ListenerDeps): void {
  app.command(COMMANDS.lead, async ({ ack, body, respond }) => {
    await ack();
    const { text, user_id } = Command.parse(body);
    const asked = text.trim();
    const query = asked.replace(WHY, '');
    const answer =
      asked === ''
        ? buildMyClaims(
            await readMyClaims(deps, user_id),
            deps.playbook.current.timezone,
            await readSpared(deps, { by: user_id }, deps.now()),
          )
        : await answerTo(deps, query, WHY.test(asked) ? 'why' : 'brief');
    await respond({ response_type: 'ephemeral', ...answer });
  });
  app.action(ACTIONS.chooseLead, async ({ ack, body, respond }) => {
    await ack();
    const found = await lookUpLead(deps, { leadId: parseClick(body).value }, deps.now());
    if (found.kind === 'one')
      await respond({ response_type: 'ephemeral', replace_original: true, ...buildLeadBrief(found.lead) });
  });
  app.action(ACTIONS.chooseLeadWhy, async ({ ack, body, respond }) => {
    await ack();
    const why = await explainLead(deps, parseClick(body).value, deps.now());
    if (why) await respond({ response_type: 'ephemeral', replace_original: true, ...buildLeadWhy(why) });
  });
}

async function answerTo(deps: ListenerDeps, query: string, wants: 'brief' | 'why'): Promise<Message> {
  if (query === '') return buildWhyUsage();
  const found = await lookUpLead(deps, { query }, deps.now());
  switch (found.kind) {
    case 'none':
      return buildLeadNotFound(query);
    case 'several':
      return buildLeadChoice(found.matches, wants);
    case 'one': {
      const why = wants === 'why' ? await explainLead(deps, found.lead.leadId, deps.now()) : null;
      return why ? buildLeadWhy(why) : buildLeadBrief(found.lead);
    }
  }
}
