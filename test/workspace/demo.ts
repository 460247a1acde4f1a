/**
 * The local workspace with a small app in it, for working on the page without Baton:
 * `node_modules/.bin/node test/workspace/demo.ts`, then open http://127.0.0.1:3001.
 */
import { App, LogLevel } from '@slack/bolt';
import type { BlockAction, ButtonAction } from '@slack/bolt';
import type { LeadSummary } from '../../src/sandbox/protocol.ts';
import { briefModal, card, rejectModal, snoozeModal } from './demo-cards.ts';
import { startWorkspace } from '../../src/sandbox/workspace.ts';

const leads: LeadSummary[] = [
  {
    key: 'jane',
    name: 'Jane Doe',
    role: 'VP Finance',
    company: 'Acme GmbH',
    readiness: 78,
    fit: 85,
    interest: 62,
    state: 'card in #sales',
  },
  {
    key: 'omar',
    name: 'Omar Haddad',
    role: 'Controller',
    company: 'Nordlicht AG',
    readiness: 41,
    fit: 70,
    interest: 12,
    state: 'not ready',
  },
  {
    key: 'li',
    name: 'Li Wei',
    role: 'Accountant',
    company: 'Blue Harbor',
    readiness: null,
    fit: null,
    interest: null,
    state: 'not scored yet',
  },
];

const workspace = await startWorkspace({
  port: Number(process.env['PORT'] ?? 3001),
  rebuildPage: true,
  log: console.error,
  rates: false,
  commands: [
    { command: '/lead', description: 'Look a lead up', usage_hint: 'email, name or company' },
    { command: '/handover', description: 'Today at a glance' },
  ],
  leadDesk: {
    actions: [
      { id: 'pricing', label: 'Visit the pricing page' },
      { id: 'guide', label: 'Download a guide' },
      { id: 'demo', label: 'Request a demo' },
    ],
    leads: async () => leads,
    act: async (key, action) => {
      const lead = leads.find((one) => one.key === key);
      if (!lead) throw new Error('This lead is unknown.');
      lead.readiness = Math.min(99, (lead.readiness ?? 20) + (action === 'demo' ? 40 : 7));
      lead.interest = Math.min(99, (lead.interest ?? 0) + 10);
      if (lead.readiness > 60) await post(lead);
    },
  },
});

const app = new App({
  token: workspace.botToken,
  appToken: workspace.appToken,
  socketMode: true,
  logLevel: LogLevel.WARN,
  convoStore: false,
  clientOptions: { slackApiUrl: workspace.apiUrl },
});

async function post(lead: LeadSummary): Promise<void> {
  await app.client.chat.postMessage({
    channel: workspace.channel('sales')?.id ?? '',
    text: `New lead: ${lead.name}, ${lead.role} at ${lead.company}`,
    blocks: card(lead),
    metadata: { event_type: 'handover', event_payload: { id: lead.key } },
  });
}

app.action<BlockAction<ButtonAction>>('claim', async ({ ack, body, action, client, respond }) => {
  await ack();
  if (!body.message || !body.channel) return;
  const lead = leads.find((one) => one.key === action.value);
  if (!lead) {
    await respond({ text: 'This lead is gone.', replace_original: false });
    return;
  }
  lead.state = `claimed by ${body.user.name ?? ''}`;
  const text = `Claimed: ${lead.name}`;
  await client.chat.update({
    channel: body.channel.id,
    ts: body.message.ts,
    text,
    blocks: card(lead, body.user.id),
  });
  await client.chat.postMessage({
    channel: body.channel.id,
    thread_ts: body.message.ts,
    text: `<@${body.user.id}> has it.`,
  });
});
for (const [actionId, view] of Object.entries({ reject: rejectModal, snooze: snoozeModal })) {
  app.action<BlockAction>(actionId, async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view });
  });
}
app.action<BlockAction>('more', async ({ ack, body, client }) => {
  await ack();
  const [lead] = leads;
  if (lead) await client.views.open({ trigger_id: body.trigger_id, view: briefModal(lead) });
});
app.view('reject', async ({ ack, view }) => {
  const words = view.state.values['better']?.['better']?.value ?? '';
  if (words.length > 0 && words.length < 10)
    return await ack({ response_action: 'errors', errors: { better: 'Say a little more, or nothing' } });
  await ack();
  await app.client.chat.postMessage({
    channel: workspace.channel('marketing-feedback')?.id ?? '',
    text: `Rejected. ${words}`,
  });
});
app.view('snooze', async ({ ack }) => await ack());
app.command('/lead', async ({ ack, command }) => {
  const lead = leads.find((one) => one.name.toLowerCase().includes(command.text.toLowerCase()));
  await ack(
    lead ? { text: lead.name, blocks: card(lead).slice(0, 4) } : `Nobody found for "${command.text}".`,
  );
});
app.command('/handover', async ({ ack }) => await ack(`${leads.length} leads today.`));
app.event('app_home_opened', async ({ event, client }) => {
  const [lead] = leads;
  await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: lead ? card(lead) : [] } });
});

await app.start();
for (const lead of leads.slice(0, 2)) await post(lead);
process.stdout.write(`The workspace is on ${workspace.url}\n`);
process.once(
  'SIGINT',
  () =>
    void app
      .stop()
      .then(() => workspace.stop())
      .then(() => process.exit(0)),
);
