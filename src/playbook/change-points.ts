import { type Document, isMap, isScalar } from 'yaml';
import { nearest } from './nearest.ts';
import type { Playbook } from './schema.ts';

/** Points that a term of the playbook shall have. */
export interface PointsChange {
  kind: 'role' | 'industry' | 'country' | 'email' | 'signal' | 'employees';
  name: string;
  term: string; // `role:decision maker`
  before: number;
  points: number;
}

/** Reads `role:decision maker +20`: the term, and the points that it shall have. */
export function readPoints(
  line: string,
  playbook: Playbook,
): { ok: true; change: PointsChange } | { ok: false; message: string } {
  const [, typed, amount] = /^\s*(\S.*?)[\s=]+([+-]?\d{1,3}(?:\.\d+)?)\s*$/.exec(line) ?? [];
  if (typed === undefined || amount === undefined)
    return {
      ok: false,
      message: `“${line.trim().slice(0, 60)}”: expected a term and its points, such as role:decision maker +20`,
    };
  const terms = termsOf(playbook);
  const term = terms.find((one) => one.term.toLowerCase() === typed.toLowerCase());
  if (term) return { ok: true, change: { ...term, points: Number(amount) } };
  const meant = nearest(
    typed,
    terms.map((one) => one.term),
  );
  const hint = meant
    ? `; did you mean ${meant}?`
    : `. There are ${terms
        .slice(0, 6)
        .map((one) => one.term)
        .join(', ')} and others`;
  return { ok: false, message: `The playbook has no points for “${typed.slice(0, 60)}”${hint}` };
}

/** Everything that the playbook gives points for. */
function termsOf({ fit, interest }: Playbook): Omit<PointsChange, 'points'>[] {
  const of = (kind: PointsChange['kind'], name: string, before: number) => ({
    kind,
    name,
    term: `${kind}:${name}`,
    before,
  });
  return [
    ...fit.roles.map(({ level, points }) => of('role', level, points)),
    ...Object.entries(fit.industries).map(([name, points]) => of('industry', name, points)),
    ...fit.employees.map(({ min, max, points }) => of('employees', `${min ?? 0}-${max ?? ''}`, points)),
    ...Object.entries(fit.countries).map(([name, points]) => of('country', name, points)),
    ...Object.entries(fit.email).map(([name, points]) => of('email', name, points)),
    ...Object.entries(interest.signals).map(([name, { points }]) => of('signal', name, points ?? 0)),
  ];
}

/** Where the points of a term stand in the text; a level may stand at several rules. */
export function placesOf({ kind, name }: PointsChange, document: Document): (string | number)[][] {
  switch (kind) {
    case 'signal':
      return [['interest', 'signals', name, 'points']];
    case 'email':
      return [['fit', 'email', name]];
    case 'industry':
      return [['fit', 'industries', keyIn(document, ['fit', 'industries'], name)]];
    case 'country':
      return [['fit', 'countries', keyIn(document, ['fit', 'countries'], name)]];
    case 'role':
      return rulesWhere(document, 'roles', (rule) => rule('level').trim() === name);
    case 'employees':
      return rulesWhere(document, 'employees', (rule) => `${rule('min') || '0'}-${rule('max')}` === name);
  }
}

/** A key as it is written: industries and countries are read in any case. */
function keyIn(document: Document, path: string[], name: string): string {
  const map = document.getIn(path, true);
  const keys = isMap(map) ? map.items.map(({ key }) => String(isScalar(key) ? key.value : key)) : [];
  return keys.find((key) => key.trim().toLowerCase() === name.toLowerCase()) ?? name;
}

function rulesWhere(
  document: Document,
  list: 'roles' | 'employees',
  holds: (field: (name: string) => string) => boolean,
): (string | number)[][] {
  const found: (string | number)[][] = [];
  for (let index = 0; document.hasIn(['fit', list, index]); index++) {
    if (holds((name) => textOf(document.getIn(['fit', list, index, name]))))
      found.push(['fit', list, index, 'points']);
  }
  return found;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
