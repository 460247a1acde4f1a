import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { COMMANDS } from '../src/blocks/ids.ts';

const Manifest = z.object({
  display_information: z.object({ long_description: z.string().min(175) }),
  features: z.object({ slash_commands: z.array(z.object({ command: z.string() })) }),
});

test('the manifest names the commands that the code answers', () => {
  const { features } = Manifest.parse(parse(readFileSync('manifest.yml', 'utf8')));
  expect(features.slash_commands.map(({ command }) => command).sort()).toEqual(
    Object.values(COMMANDS).sort(),
  );
});
