import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

export interface Unpacked {
  executablePath: string;
  /** NSS, NSPR and Expat, for machines that lack them: what `LD_LIBRARY_PATH` has to say. */
  libraries: string;
  /** What `FONTCONFIG_FILE` has to say, so that there are fonts, and the same ones everywhere. */
  fonts: string;
}

/**
 * Unpacks the Chromium that the package brings, once for all test runs. The package would do it in the system's
 * temporary folder, where two test files that begin at once get in each other's way.
 */
export async function unpackChromium(): Promise<Unpacked> {
  const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
  const packed = join(modules, '@sparticuz/chromium/bin');
  const cache = join(modules, '.cache');
  const { version } = JSON.parse(await readFile(join(packed, '../package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) {
    await mkdir(cache, { recursive: true });
    const mine = await mkdtemp(`${folder}-`);
    await unpackInto(mine, packed, folder);
    // Whoever is first wins; the other's is as good.
    await rename(mine, folder).catch(() => rm(mine, { recursive: true }));
  }
  return {
    executablePath: join(folder, 'chromium'),
    libraries: join(folder, 'lib'),
    fonts: join(folder, 'fonts.conf'),
  };
}

async function unpackInto(folder: string, packed: string, later: string): Promise<void> {
  const unbrotli = promisify(brotliDecompress);
  const executable = join(folder, 'chromium');
  await writeFile(executable, await unbrotli(await readFile(join(packed, 'chromium.br'))));
  await chmod(executable, 0o755);
  for (const name of ['al2023', 'swiftshader', 'fonts']) {
    const tar = await unbrotli(await readFile(join(packed, `${name}.tar.br`)));
    execFileSync('tar', ['-x', '-C', folder], { input: tar });
  }
  const dirs = [join(later, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
  await writeFile(
    join(folder, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
${dirs.map((dir) => `<dir>${dir}</dir>`).join('\n')}
<cachedir>${join(later, 'font-cache')}</cachedir>
${['system-ui', 'sans-serif'].map((name) => `<alias binding="strong"><family>${name}</family><prefer><family>Open Sans</family></prefer></alias>`).join('\n')}
</fontconfig>
`,
  );
}
