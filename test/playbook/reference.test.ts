import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type FieldSchema, playbookFields } from '../../src/playbook/fields.ts';
import { fullPlaybook } from './full.ts';
import { referenceTables } from './reference.ts';

const DOCS = 'docs/playbook.md';
const GENERATED = /(<!-- fields: .* -->\n)[^]*(<!-- end of fields -->)/;

test('the reference says what the schema says; `npm test -- reference -u` writes it', async () => {
  const page = readFileSync(DOCS, 'utf8');
  expect(page).toMatch(GENERATED);
  const tables = referenceTables(playbookFields(), fullPlaybook());
  const current = page.replace(GENERATED, (_, begin: string, end: string) => `${begin}\n${tables}\n\n${end}`);
  await expect(current).toMatchFileSnapshot(`../../${DOCS}`);
});

test('every field of the playbook says what it does', () => {
  const silent = (node: FieldSchema, at: string): string[] => [
    ...Object.entries(node.properties ?? {}).flatMap(([name, child]) => [
      ...(child.description ? [] : [`${at}.${name}`]),
      ...silent(child, `${at}.${name}`),
    ]),
    ...(node.items ? silent(node.items, `${at}[]`) : []),
    ...(typeof node.additionalProperties === 'object' ? silent(node.additionalProperties, `${at}.*`) : []),
  ];
  expect(silent(playbookFields(), '')).toEqual([]);
});
