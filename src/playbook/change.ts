import { type Document, isScalar, parseDocument } from 'yaml';
import { type PointsChange, placesOf, readPoints } from './change-points.ts';
import { parsePlaybook } from './load.ts';
import type { Playbook } from './schema.ts';

export const CHANGEABLE_GATES = ['fit', 'interest', 'readiness'] as const;

/** What someone would change in a playbook, as they typed it; an empty gate stays as it is. */
export interface PlaybookChange {
  gates: Partial<Record<(typeof CHANGEABLE_GATES)[number], string>>;
  points: string; // `role:decision maker +20`, one a line
}

/** A change that can't be made, and the field that it is about. */
export interface ChangeProblem {
  at: (typeof CHANGEABLE_GATES)[number] | 'points';
  message: string;
}

export type Changed =
  | { ok: true; source: string; playbook: Playbook; says: string[] }
  | { ok: false; problems: ChangeProblem[] };

interface Edit {
  path: (string | number)[];
  value: number;
}

/**
 * Changes gates and points in the text of a playbook that loads. Comments and formatting stay: a number that stands there is
 * replaced in its place; only what the text does not say yet is added to it. `says` tells each change in a few words.
 */
export function changePlaybook(source: string, change: PlaybookChange): Changed {
  const before = parsePlaybook(source, 'playbook');
  if (!before.ok) throw new Error('only a playbook that loads can be changed');
  const { playbook } = before;
  const problems: ChangeProblem[] = [];
  const edits: Edit[] = [];
  const says: string[] = [];
  for (const gate of CHANGEABLE_GATES) {
    const typed = change.gates[gate]?.trim() ?? '';
    const value = Number(typed);
    if (typed === '' || value === playbook.gates[gate]) continue;
    if (!(value >= 0 && value <= 100)) problems.push({ at: gate, message: 'Give a number from 0 to 100.' });
    says.push(`${gate} gate ${playbook.gates[gate]} → ${typed}`);
    edits.push({ path: ['gates', gate], value });
  }
  const document = parseDocument(source);
  for (const line of change.points.split('\n').filter((one) => one.trim() !== '')) {
    const read = readPoints(line, playbook);
    if (!read.ok) problems.push({ at: 'points', message: read.message });
    else if (read.change.points !== read.change.before) {
      says.push(sayPoints(read.change));
      for (const path of placesOf(read.change, document)) edits.push({ path, value: read.change.points });
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  if (edits.length === 0)
    return {
      ok: false,
      problems: [{ at: 'points', message: 'This is as it is now. Change a gate or some points.' }],
    };
  const after = parsePlaybook(applyEdits(source, document, edits), 'playbook');
  if (after.ok) return { ok: true, source: after.source, playbook: after.playbook, says };
  const [first] = after.problems;
  return { ok: false, problems: [{ at: 'points', message: `${first?.field}: ${first?.message}` }] };
}

function sayPoints({ term, before, points }: PointsChange): string {
  const signed = (value: number) => (value > 0 ? `+${value}` : String(value));
  return `${term} ${signed(before)} → ${signed(points)}`;
}

/** Numbers that stand in the text are replaced there, from the end on; the rest is set in the document. */
function applyEdits(source: string, document: Document, edits: readonly Edit[]): string {
  const standing: { from: number; to: number; value: number }[] = [];
  const missing: Edit[] = [];
  for (const edit of edits) {
    const node = document.getIn(edit.path, true);
    if (isScalar(node) && node.range)
      standing.push({ from: node.range[0], to: node.range[1], value: edit.value });
    else missing.push(edit);
  }
  let text = source;
  for (const { from, to, value } of standing.toSorted((a, b) => b.from - a.from))
    text = text.slice(0, from) + String(value) + text.slice(to);
  if (missing.length === 0) return text;
  const rest = parseDocument(text);
  for (const { path, value } of missing) rest.setIn(path, value);
  return rest.toString({ lineWidth: 0 });
}
