import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config.ts';

const EXAMPLE = readFileSync('.env.example', 'utf8');

test('.env.example and the README tell of every variable, and of no other', () => {
  const named = readFileSync('src/config.ts', 'utf8').matchAll(/^ {2}([A-Z_]+):/gm);
  const read = new Set([...named].map(([, name]) => name));
  const told = [...EXAMPLE.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(read).toContain('SCORING_SCHEDULE');
  expect(new Set(told)).toEqual(read);
  const readme = readFileSync('README.md', 'utf8');
  expect([...read].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});

test('what .env.example shows as defaults is what holds without them', () => {
  const shown = parseEnv(
    EXAMPLE.replaceAll(/^# ((?:PORT|SANDBOX_PORT|DATA_DIR|BATON_ROLES|PLAYBOOK|SCORING_SCHEDULE)=)/gm, '$1'),
  );
  expect(Object.keys(shown)).toHaveLength(6);
  expect(parseConfig(shown)).toEqual(parseConfig({}));
});

test.each(['README.md', ...globSync('docs/*.md')])('links of %s lead to files that exist', (page) => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(
    ([, link = '']) => link,
  );
  expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([]);
});
