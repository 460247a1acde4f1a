import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startWorkspace } from '../../src/sandbox/workspace.ts';
import type { Workspace } from '../../src/sandbox/workspace.ts';
import { clientOf, startBolt } from '../sandbox/bolt-app.ts';
import { frames, listenToForms } from './forms-app.ts';
import { openPage } from './open-page.ts';
import type { OpenedPage } from './open-page.ts';

let workspace: Workspace;
let bolt: AsyncDisposable;
let opened: OpenedPage;
let page: Page;
const told: unknown[] = [];

beforeAll(async () => {
  workspace = await startWorkspace({ rates: false });
  bolt = await startBolt(workspace, (app) => listenToForms(app, (what) => told.push(what)));
  await clientOf(workspace).chat.postMessage({ channel: '#sales', text: 'Frames', blocks: frames });
  opened = await openPage(`${workspace.url}/#ana/sales`);
  page = opened.page;
});

afterAll(async () => {
  await opened?.close();
  await bolt?.[Symbol.asyncDispose]();
  await workspace?.stop();
});

beforeEach(async () => {
  told.length = 0;
  await page.reload();
  await page.getByRole('button', { name: 'Open form' }).waitFor();
});

test('what came escaped is text, in frames too', async () => {
  await page.getByText('<https://evil.example|Acme> and <!channel>').waitFor();
  expect(await page.getByRole('link', { name: 'Acme' }).count()).toBe(0);
  expect(await page.getByText('@channel').count()).toBe(0);
});

test('a long table is shown in pages', async () => {
  const table = page.getByRole('table', { name: 'Scores' });
  await table.getByRole('cell', { name: 'Jane' }).waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await table.getByRole('cell', { name: 'Omar' }).waitFor();
  expect(await table.getByRole('cell', { name: 'Jane' }).count()).toBe(0);
});

test('a menu that asks first chooses only after the answer', async () => {
  const menu = page.getByRole('combobox', { name: 'Choose an owner' });
  await menu.selectOption('Ben');
  await page.getByRole('dialog', { name: 'Give it away?' }).getByRole('button', { name: 'Keep' }).click();
  expect(await menu.inputValue()).toBe('');
  await menu.selectOption('Ben');
  await page.getByRole('dialog', { name: 'Give it away?' }).getByRole('button', { name: 'Give' }).click();
  await expect.poll(() => told).toEqual(['ben']);
  expect(await menu.inputValue()).toBe('ben');
});

test('inputs hold what was put in while a modal lies above, and send what the app had set', async () => {
  const opener = page.getByRole('button', { name: 'Open form' });
  await opener.click();
  const dialog = page.getByRole('dialog', { name: 'Form' });
  await page.locator('input[type=date]:focus').waitFor();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Jane Doe');
  await dialog.getByLabel('Day').fill('2026-03-02');
  await dialog.getByRole('button', { name: 'Deeper' }).click();
  const above = page.getByRole('dialog', { name: 'Above' });
  await above.waitFor();
  await page.keyboard.press('Escape');
  await above.waitFor({ state: 'detached' });
  expect(await dialog.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Jane Doe');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => told).toEqual([{ name: 'Jane Doe', how: ['mail'], day: '2026-03-02' }]);
  expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
});

test('Tab leads past the channels, and through a card to its buttons', async () => {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    'Messages in #sales',
  );
  const opener = page.getByRole('button', { name: 'Open form' });
  for (let tabs = 0; tabs < 5; tabs += 1) {
    await page.keyboard.press('Tab');
    if (await opener.evaluate((button) => button === document.activeElement)) break;
  }
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Form' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Form' }).waitFor({ state: 'detached' });
});

test('the page says when the workspace is gone, and goes on when it is back', async () => {
  const { port } = new URL(workspace.url);
  await workspace.stop();
  await page.getByText('Connection lost. Trying again…').waitFor();
  workspace = await startWorkspace({ rates: false, port: Number(port) });
  await page.getByText('Connection lost. Trying again…').waitFor({ state: 'detached' });
  expect(await page.getByText('Nothing here yet').count()).toBe(1);
});
