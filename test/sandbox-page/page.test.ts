import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startWorkspace } from '../../src/sandbox/workspace.ts';
import type { Workspace } from '../../src/sandbox/workspace.ts';
import { clientOf, startBolt } from '../sandbox/bolt-app.ts';
import { openPage, violations } from './open-page.ts';
import type { OpenedPage } from './open-page.ts';
import { card, listen } from './small-app.ts';

let workspace: Workspace;
let bolt: AsyncDisposable;
let opened: OpenedPage;
let page: Page;

beforeAll(async () => {
  workspace = await startWorkspace({
    rates: false,
    commands: [{ command: '/lead', description: 'Look a lead up', usage_hint: 'email, name or company' }],
    leadDesk: {
      actions: [{ id: 'demo', label: 'Request a demo' }],
      leads: async () => [lead],
      act: async () => void (lead.readiness += 30),
    },
  });
  bolt = await startBolt(workspace, listen);
  opened = await openPage(workspace.url);
  page = opened.page;
});

afterAll(async () => {
  await opened?.close();
  await bolt?.[Symbol.asyncDispose]();
  await workspace?.stop();
});

const lead = {
  key: 'jane',
  name: 'Jane Doe',
  role: 'VP Finance',
  company: 'Acme',
  readiness: 40,
  fit: 70,
  interest: 20,
  state: 'not ready',
};

async function post(channel: string, text: string, blocks = card): Promise<string> {
  const id = workspace.channel(channel)?.id ?? '';
  const { ts = '' } = await clientOf(workspace).chat.postMessage({ channel: id, text, blocks });
  return ts;
}

/** What stands in the thread of the card. */
function replies(): string[] {
  return workspace
    .messages('sales')
    .filter((one) => one.thread_ts === ts && one.ts !== ts)
    .map((one) => one.text);
}

function message(ts: string) {
  return page.locator(`.pane-channel [data-ts="${ts}"]`);
}

let ts = '';

beforeEach(async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${workspace.url}/#ana/sales`);
  ts = await post('sales', 'A lead');
  await message(ts).waitFor();
});

test('a reply that was sent to the channel too stands there, and opens its thread', async () => {
  const channel = workspace.channel('sales')?.id ?? '';
  const reply = { channel, thread_ts: ts, reply_broadcast: true, text: 'Handed over again' };
  const { ts: replyTs = '' } = await clientOf(workspace).chat.postMessage(reply);
  await message(replyTs).getByText('Handed over again').waitFor();
  await message(replyTs).getByRole('button', { name: 'A lead' }).click();
  const thread = page.getByRole('complementary', { name: 'Thread' });
  await thread.getByText('Handed over again').waitFor();
  expect(await thread.locator('[data-ts]').first().getAttribute('data-ts')).toBe(ts);
});

test('a message shows its author, its blocks and its emoji', async () => {
  const shown = message(ts);
  expect(await shown.getByRole('heading', { name: 'Jane Doe, VP Finance' }).isVisible()).toBe(true);
  expect(await shown.locator('strong', { hasText: 'demo' }).isVisible()).toBe(true);
  expect(await shown.getByRole('img', { name: 'tada' }).isVisible()).toBe(true);
  expect(opened.errors).toEqual([]);
});

test('a click reaches the app, and its answer opens as a thread', async () => {
  await message(ts).getByRole('button', { name: 'Claim' }).click();
  await message(ts).getByRole('button', { name: '1 reply' }).click();
  const thread = page.getByRole('complementary', { name: 'Thread' });
  await thread.getByText('@Ana Costa has it').waitFor();
  await thread.getByRole('textbox', { name: 'Reply' }).fill('Calling her now');
  await page.keyboard.press('Enter');
  await thread.getByRole('article').getByText('Calling her now').waitFor();
  await message(ts).getByRole('button', { name: '2 replies' }).waitFor();
  await thread.getByRole('button', { name: 'Close thread' }).click();
  await thread.waitFor({ state: 'detached' });
  expect(replies()).toEqual([`<@${workspace.person('ana')?.id}> has it`, 'Calling her now']);
});

test('a button asks first where it wants that', async () => {
  await message(ts).getByRole('button', { name: 'Drop' }).click();
  const dialog = page.getByRole('dialog', { name: 'Drop Jane?' });
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await dialog.waitFor({ state: 'detached' });
  await message(ts).getByRole('button', { name: 'Drop' }).click();
  await dialog.getByRole('button', { name: 'Drop her' }).click();
  await message(ts).getByRole('button', { name: '1 reply' }).waitFor();
  expect(replies()).toEqual(['Dropped']);
});

test('the overflow menu works by keyboard', async () => {
  await message(ts).getByRole('button', { name: 'More actions' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('[role=menuitem]:focus', { hasText: 'Full brief' }).waitFor();
  await page.keyboard.press('Enter');
  await message(ts).getByRole('button', { name: '1 reply' }).waitFor();
  expect(replies()).toEqual(['The brief']);
});

test('a modal shows what is wrong at its input, keeps the rest, and closes on Escape', async () => {
  await message(ts).getByRole('button', { name: 'Reject...' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reject this lead' });
  await dialog.getByRole('button', { name: 'Send' }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByRole('combobox', { name: 'Reason' }).selectOption('Too small');
  await dialog.getByRole('alert').waitFor({ state: 'detached' });
  await dialog.getByRole('textbox', { name: 'Your words' }).fill('no');
  await dialog.getByRole('button', { name: 'Send' }).click();
  await dialog.getByText('Say a little more').waitFor();
  expect(await dialog.getByRole('textbox', { name: 'Your words' }).getAttribute('aria-invalid')).toBe('true');
  await dialog.getByRole('textbox', { name: 'Your words' }).fill('Three people only');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await message(ts).getByRole('button', { name: 'Reject...' }).click();
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => workspace.views('ana')).toEqual([]);
});

test('a slash command is suggested, and its answer is only visible to me', async () => {
  const box = page.getByRole('textbox', { name: 'Message #sales' });
  await box.fill('/l');
  await page.getByRole('option', { name: '/lead' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type('omar');
  await page.keyboard.press('Enter');
  const answer = page.getByRole('article').filter({ hasText: 'Nobody found for omar' });
  await answer.getByText('Only visible to you').waitFor();
  await box.fill('/nothing');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('/nothing is not a valid command').waitFor();
  expect(await box.inputValue()).toBe('/nothing');
});

test('unread messages are counted for each person, until they look', async () => {
  await post('general', 'News for everybody', []);
  const row = page.getByRole('navigation').getByRole('button', { name: 'general' });
  await row.getByText('1 unread').waitFor();
  await row.click();
  await page.getByText('News for everybody').waitFor();
  await row.getByText('1 unread').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^You are Ana Costa/ }).click();
  const people = await page.getByRole('menuitemradio').allInnerTexts();
  expect(people.map((one) => one.split('\n').at(-1))).toEqual([
    'Sales rep',
    'Sales rep',
    'Sales lead',
    'Marketer',
  ]);
  await page.getByRole('menuitemradio', { name: /Mia Lindt/ }).click();
  await page.getByRole('button', { name: /^You are Mia Lindt/ }).waitFor();
  expect(await page.getByRole('navigation').getByRole('button', { name: 'marketing-feedback' }).count()).toBe(
    1,
  );
  await page.reload();
  await page.getByRole('button', { name: /^You are Mia Lindt/ }).waitFor();
});

test('an address without a channel leads to what waits first, and leaves the rest unread', async () => {
  await page.goto('about:blank');
  const user = workspace.person('ben')?.id ?? '';
  for (const { id } of workspace.channels)
    await workspace.act({ type: 'read', user, channel: id, ts: workspace.messages(id).at(-1)?.ts ?? '' });
  for (const channel of ['sales', 'sales-dach']) await post(channel, 'One for Ben', []);
  const { promise: wasRead, resolve } = Promise.withResolvers<void>();
  const end = workspace.onChange((change) => change.type === 'read' && resolve());
  await page.goto(`${workspace.url}/#ben`);
  await wasRead;
  end();
  await post('general', 'And one for everybody', []); // the page has it after it heard of the reading
  for (const channel of ['general', 'sales-dach'])
    await page.getByRole('navigation').getByRole('button', { name: channel }).getByText('1 unread').waitFor();
  expect(await page.getByRole('heading', { name: '#sales', exact: true }).count()).toBe(1);

  await page.goto(`${workspace.url}/#ben/general`);
  await page.reload();
  for (const place of ['ben/general', 'mia/marketing-feedback', 'ben/sales']) {
    await page.goto(`${workspace.url}/#${place}`);
    await page.getByRole('heading', { name: `#${place.split('/')[1]}`, exact: true }).waitFor();
  }
  await page
    .getByRole('navigation')
    .getByRole('button', { name: 'sales-dach' })
    .getByText('1 unread')
    .waitFor();
});

test('acting as a lead moves the score', async () => {
  const panel = page.getByRole('complementary', { name: 'Act as a lead' });
  await panel.getByRole('button', { name: 'Request a demo' }).click();
  await panel.getByText('+30').waitFor();
  await panel.getByRole('status').getByText('readiness up by 30').waitFor({ state: 'attached' });
  expect(await panel.getByRole('img', { name: 'Readiness: 70' }).count()).toBe(1);
});

test.each([1280, 390])(
  'at %i pixels axe finds nothing that would keep anyone from using it',
  async (width) => {
    await page.setViewportSize({ width, height: 844 });
    await page.reload();
    await message(ts).waitFor();
    expect(await violations(page)).toEqual([]);
    await message(ts).getByRole('button', { name: 'Reject...' }).click();
    const dialog = page.getByRole('dialog', { name: 'Reject this lead' });
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await message(ts).getByRole('button', { name: 'Claim' }).click();
    await message(ts).getByRole('button', { name: '1 reply' }).click();
    await page.getByRole('complementary', { name: 'Thread' }).getByText('has it').waitFor();
    expect(await violations(page)).toEqual([]);
  },
);

test('on a narrow screen the channels are a drawer, and nothing is wider than the screen', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await page.getByRole('button', { name: 'Channels' }).click();
  await page.getByRole('navigation').getByRole('button', { name: 'sales-dach' }).click();
  await page.getByRole('heading', { name: '#sales-dach' }).waitFor();
  await page.getByRole('navigation').waitFor({ state: 'hidden' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
