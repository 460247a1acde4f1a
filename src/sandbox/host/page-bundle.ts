import { existsSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface PageBundle {
  /** The file that a path of the page names; none for a path that names nothing. */
  file(path: string): Promise<{ type: string; content: Uint8Array | string } | undefined>;
}

const pageFolder = fileURLToPath(new URL('../page/', import.meta.url));

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Bundles the page in memory when it is first asked for, or each time with `rebuild`. */
export function createPageBundle(options: { rebuild: boolean; folder?: string }): PageBundle {
  const { rebuild, folder = pageFolder } = options;
  let files: Promise<Map<string, Uint8Array>> | undefined;
  return {
    async file(path) {
      if (path === '/') {
        files = files === undefined || rebuild ? bundle(folder) : files;
        files.catch(() => (files = undefined));
        return { type: types['.html'] ?? '', content: shell(folder, await files) };
      }
      files ??= bundle(folder);
      files.catch(() => (files = undefined));
      const content = (await files).get(path);
      return content && { type: types[extname(path)] ?? 'application/octet-stream', content };
    },
  };
}

async function bundle(folder: string): Promise<Map<string, Uint8Array>> {
  const entry = `${folder}main.tsx`;
  if (!existsSync(entry)) return new Map();
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    outdir: folder,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    sourcemap: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.svg': 'dataurl', '.png': 'dataurl', '.woff2': 'dataurl' },
    logLevel: 'silent',
  });
  return new Map(outputFiles.map((file) => [`/page/${file.path.slice(folder.length)}`, file.contents]));
}

/** `page/index.html` with what the bundle holds, or a bare page around it. */
function shell(folder: string, files: ReadonlyMap<string, Uint8Array>): string {
  const css = files.has('/page/main.css') ? '<link rel="stylesheet" href="/page/main.css">' : '';
  const own = `${folder}index.html`;
  if (existsSync(own)) {
    const html = readFileSync(own, 'utf8');
    return html.includes('main.css') ? html : html.replace('</head>', `${css}</head>`);
  }
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Local Slack workspace</title>${css}</head>
<body><div id="root"></div><script type="module" src="/page/main.js"></script></body></html>`;
}
