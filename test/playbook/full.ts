import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Path, withValue } from './one-leaf-a-line.ts';

/** The example playbook, and with it each field that the example leaves out: every field of the schema is there. */
export function fullPlaybook(): unknown {
  const additions: [Path, unknown][] = [
    [['trust'], 2],
    [['holidays'], ['2026-12-25', '2026-12-26']],
    [
      ['routes', 0, 'when', 'industry'],
      ['manufacturing', 'logistics'],
    ],
    [
      ['routes', 0, 'when', 'level'],
      ['decision maker', 'champion'],
    ],
    [['interest', 'signals', 'resource_downloaded', 'noun'], 'guide'],
    [['routes', 0, 'when', 'topic'], ['slow-close']],
    [['routes', 0, 'when', 'employees'], { min: 500, max: 9000 }],
  ];
  const example: unknown = parse(readFileSync('test/playbook/example.yaml', 'utf8'));
  return additions.reduce((file, [path, value]) => withValue(file, path, value), example);
}
