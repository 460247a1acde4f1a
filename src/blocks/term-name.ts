/** How single terms are called where they stand alone; `*` stands for what comes after the colon. */
const NAMES: Readonly<Record<string, string>> = {
  employees: '* employees',
  country: 'based in *',
  email: '* email',
  source: 'from *',
  topic: 'interest in *',
  breadth: 'breadth of *',
  now: '* news',
  timing: 'the right time, on * news',
  missing: '* not known',
};

/** `role:decision maker` -> "decision maker", `source:linkedin` -> "from linkedin", `employees:50-199` -> "50-199 employees". */
export function termName(term: string): string {
  const colon = term.indexOf(':');
  const kind = term.slice(0, Math.max(colon, 0));
  const name = term.slice(colon + 1).replaceAll('_', ' ');
  return (Object.hasOwn(NAMES, kind) ? (NAMES[kind] ?? '*') : '*').replace('*', () => name);
}
