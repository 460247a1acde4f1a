import sparticuz from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { unpackLibraries } from './unpack-libraries.ts';

export interface OpenedPage extends AsyncDisposable {
  page: Page;
  /** What the page's own scripts reported as errors. */
  errors: readonly string[];
  close(): Promise<void>;
}

/** Opens an address in a headless Chromium that an npm package brings along. */
export async function openPage(
  url: string,
  { width = 1280, height = 800 }: { width?: number; height?: number } = {},
): Promise<OpenedPage> {
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width, height } });
  page.setDefaultTimeout(8000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(url);
  const close = () => browser.close();
  return { page, errors, close, [Symbol.asyncDispose]: close };
}

async function launch(): Promise<Browser> {
  const executablePath = await sparticuz.executablePath();
  const args = [...sparticuz.args, '--disable-background-networking', '--disable-component-update'];
  try {
    return await chromium.launch({ executablePath, args });
  } catch (error) {
    if (!String(error).includes('shared libraries')) throw error;
    const env = { ...process.env, LD_LIBRARY_PATH: await unpackLibraries() };
    return await chromium.launch({ executablePath, args, env });
  }
}
