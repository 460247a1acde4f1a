import sparticuz from '@sparticuz/chromium';
import axe, { type AxeResults } from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { unpackChromium } from './unpack-chromium.ts';

export interface OpenedPage extends AsyncDisposable {
  page: Page;
  /** What the page's own scripts reported as errors. */
  errors: readonly string[];
  close(): Promise<void>;
}

interface PageOptions {
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
}

/** Opens an address in a headless Chromium that an npm package brings along: the machine needs nothing installed. */
export async function openPage(url: string, options: PageOptions = {}): Promise<OpenedPage> {
  const { width = 1280, height = 800, colorScheme = 'light' } = options;
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  page.setDefaultTimeout(8000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(url);
  const close = () => browser.close();
  return { page, errors, close, [Symbol.asyncDispose]: close };
}

/** What axe-core finds wrong for those who use a keyboard or a screen reader: the rule, and where it is broken. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate<AxeResults>('axe.run({ resultTypes: ["violations"] })');
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

async function launch(): Promise<Browser> {
  sparticuz.setGraphicsMode = false; // WebGL in software: the page has none, and half of the time would go to it
  const { executablePath, libraries, fonts } = await unpackChromium();
  const args = [...sparticuz.args, '--disable-background-networking', '--disable-component-update'];
  const env = { ...process.env, FONTCONFIG_FILE: fonts };
  try {
    return await chromium.launch({ executablePath, args, env });
  } catch (error) {
    if (!String(error).includes('shared libraries')) throw error;
    return await chromium.launch({ executablePath, args, env: { ...env, LD_LIBRARY_PATH: libraries } });
  }
}
