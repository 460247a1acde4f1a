import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

/**
 * The libraries (NSS, NSPR, Expat) that the package brings for machines without them. It unpacks them by itself only on
 * a cloud provider's image, so here it is done by hand. Returns what `LD_LIBRARY_PATH` has to say.
 */
export async function unpackLibraries(): Promise<string> {
  const entry = import.meta.resolve('@sparticuz/chromium');
  const packed = await readFile(fileURLToPath(new URL('../bin/al2023.tar.br', entry)));
  const folder = await mkdtemp(join(tmpdir(), 'chromium-libraries-'));
  execFileSync('tar', ['-x', '-C', folder], { input: brotliDecompressSync(packed) });
  return join(folder, 'lib');
}
