import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPageBundle } from '../../src/sandbox/host/page-bundle.ts';

async function page(files: Record<string, string>) {
  const folder = `${await mkdtemp(join(tmpdir(), 'page-'))}/`;
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

describe('the page bundle', () => {
  it('is made in memory from main.tsx, with its styles', async () => {
    await using source = await page({
      'main.tsx': "import './main.css'; const greeting: string = 'hello'; document.title = greeting;",
      'main.css': 'body { color: red }',
      'index.html':
        '<html><head></head><body><script type="module" src="/page/main.js"></script></body></html>',
    });
    const bundle = createPageBundle({ rebuild: false, folder: source.folder });
    const [html, script, styles] = [
      await bundle.file('/'),
      await bundle.file('/page/main.js'),
      await bundle.file('/page/main.css'),
    ];
    expect(html?.content).toContain('<link rel="stylesheet" href="/page/main.css">');
    expect(Buffer.from(script?.content ?? '').toString()).toContain('hello');
    expect(styles?.type).toBe('text/css; charset=utf-8');
    expect(await bundle.file('/page/../index.html')).toBeUndefined();
  });

  it('is made anew for each load when somebody works on the page', async () => {
    await using source = await page({ 'main.tsx': "document.title = 'one';" });
    const [fixed, fresh] = [false, true].map((rebuild) =>
      createPageBundle({ rebuild, folder: source.folder }),
    );
    const script = async (bundle: typeof fixed) => {
      await bundle?.file('/');
      return Buffer.from((await bundle?.file('/page/main.js'))?.content ?? '').toString();
    };
    expect([await script(fixed), await script(fresh)].map((one) => one.includes('one'))).toEqual([
      true,
      true,
    ]);
    await writeFile(`${source.folder}main.tsx`, "document.title = 'two';");
    expect([await script(fixed), await script(fresh)].map((one) => one.includes('two'))).toEqual([
      false,
      true,
    ]);
  });

  it('a folder without a page has a bare one', async () => {
    await using source = await page({});
    const bundle = createPageBundle({ rebuild: false, folder: source.folder });
    expect((await bundle.file('/'))?.content).toContain('<div id="root">');
  });
});
