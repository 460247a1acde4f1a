import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { LeadSummary, Snapshot } from '../../src/sandbox/protocol.ts';
import { startWorkspace } from '../../src/sandbox/workspace.ts';
import type { Workspace } from '../../src/sandbox/workspace.ts';
import { clientOf } from './bolt-app.ts';
import { openSocket } from './raw-socket.ts';

function live(workspace: Workspace, user: string, headers = {}) {
  return openSocket(`${workspace.url.replace('http', 'ws')}/page/live?user=${user}`, headers);
}

/** The status of a request with headers that `fetch` would not let us set. */
async function statusOf(
  workspace: Workspace,
  path: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<number> {
  return await new Promise((resolve, reject) => {
    const asking = request(`${workspace.url}${path}`, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asking.on('error', reject);
    asking.end(method === 'POST' ? '{}' : undefined);
  });
}

describe("the page's server", () => {
  it('shows each person what they can see, and changes as they come', async () => {
    await using workspace = await startWorkspace({ rates: false, commands: [{ command: '/lead' }] });
    const client = clientOf(workspace);
    const [ana = '', mia = ''] = ['ana', 'mia'].map((name) => workspace.person(name)?.id);
    await client.chat.postMessage({ channel: '#sales', text: 'early' });
    await using hers = await live(workspace, ana);
    await using miasPage = await live(workspace, mia);
    const snapshot = (await hers.next()) as unknown as Snapshot;
    expect(snapshot).toMatchObject({
      type: 'snapshot',
      me: ana,
      commands: [{ command: '/lead', description: '' }],
    });
    expect(snapshot.messages.map((message) => message.text)).toEqual(['early']);
    expect(snapshot.channels.map((channel) => channel.name)).toEqual(['general', 'sales', 'sales-dach']);
    expect(snapshot.lead_desk).toBeUndefined();
    expect((await miasPage.next())['messages']).toEqual([]);

    await client.chat.postMessage({ channel: '#sales', text: 'to sales' });
    await client.chat.postMessage({ channel: '#general', text: 'to all' });
    expect(await hers.next()).toMatchObject({ type: 'message', message: { text: 'to sales' } });
    expect(await miasPage.next()).toMatchObject({ type: 'message', message: { text: 'to all' } });
  });

  it('takes acts, and remembers what was read', async () => {
    await using workspace = await startWorkspace();
    const user = workspace.person('ana')?.id ?? '';
    const channel = workspace.channel('sales')?.id ?? '';
    const act = async (body: object) =>
      await (
        await fetch(`${workspace.url}/page/act`, { method: 'POST', body: JSON.stringify({ user, ...body }) })
      ).json();
    expect(await act({ type: 'say', channel, text: 'Hi @ben & <all>' })).toEqual({ ok: true });
    const [message] = workspace.messages('sales');
    expect(message?.text).toBe(`Hi <@${workspace.person('ben')?.id}> &amp; &lt;all&gt;`);
    expect(await act({ type: 'read', channel, ts: message?.ts })).toEqual({ ok: true });
    await using page = await live(workspace, user);
    expect((await page.next())['read']).toEqual({ [channel]: message?.ts });
    expect(await act({ type: 'fly' })).toMatchObject({ ok: false });
    expect(
      await act({ type: 'say', channel: workspace.channel('marketing-feedback')?.id, text: 'x' }),
    ).toMatchObject({ ok: false });
  });

  it('plays the leads, and tells when a score moves', async () => {
    const lead: LeadSummary = {
      key: 'jane',
      name: 'Jane',
      role: 'VP',
      company: 'Acme',
      readiness: 10,
      fit: 1,
      interest: 1,
      state: 'not ready',
    };
    const acts: string[] = [];
    await using workspace = await startWorkspace({
      leadDesk: {
        actions: [{ id: 'pricing', label: 'Visit pricing' }],
        leads: async () => [{ ...lead, readiness: 10 + acts.length }],
        act: async (key, action) => {
          if (key !== 'jane') throw new Error('Nobody of that name.');
          acts.push(action);
        },
      },
    });
    const user = workspace.person('mia')?.id ?? '';
    await using page = await live(workspace, user);
    expect((await page.next())['lead_desk']).toMatchObject({ actions: [{ id: 'pricing' }] });
    expect(await page.next()).toMatchObject({ type: 'leads', leads: [{ readiness: 10 }] });
    expect(await workspace.act({ type: 'lead', user, lead: 'jane', action: 'pricing' })).toEqual({
      ok: true,
    });
    expect(await page.next()).toMatchObject({ type: 'leads', leads: [{ readiness: 11 }] });
    expect(await workspace.act({ type: 'lead', user, lead: 'bob', action: 'pricing' })).toEqual({
      ok: false,
      error: 'Nobody of that name.',
    });
  });

  it('answers to names of this machine only, and to no other page', async () => {
    await using workspace = await startWorkspace();
    const user = workspace.person('ana')?.id ?? '';
    const { host, port } = new URL(workspace.url);
    expect(await statusOf(workspace, '/', { host })).toBe(200);
    // Bound to 127.0.0.1 alone: no other address of this machine leads here.
    await expect(fetch(`http://127.0.0.2:${port}/`, { signal: AbortSignal.timeout(2_000) })).rejects.toThrow(
      /fetch failed|timeout/,
    );
    expect(await statusOf(workspace, '/', { host: `localhost:${port}` })).toBe(200);
    expect(await statusOf(workspace, '/', { host: `evil.example:${port}` })).toBe(421);
    expect(await statusOf(workspace, '/api/auth.test', { host: 'localhost.evil.example' }, 'POST')).toBe(421);
    expect(await statusOf(workspace, '/page/act', { host, origin: 'https://evil.example' }, 'POST')).toBe(
      403,
    );
    expect(await statusOf(workspace, '/page/act', { host, origin: 'null' }, 'POST')).toBe(403);
    expect(await statusOf(workspace, '/page/act', { host, origin: workspace.url }, 'POST')).toBe(400);
    expect(await statusOf(workspace, '/page/nothing', { host })).toBe(404);
    await expect(live(workspace, user, { origin: 'https://evil.example' })).rejects.toThrow('403');
    await expect(live(workspace, 'U404')).rejects.toThrow('404');
  });
});
