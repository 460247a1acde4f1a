/**
 * The word of a list that was probably meant: the nearest by edits, if fewer than a third of its letters (at most
 * three) differ; null when none is near.
 */
export function nearest(word: string, known: readonly string[]): string | null {
  if (word.length > 60) return null;
  const ranked = known
    .map((candidate) => ({ candidate, edits: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.min(3, Math.ceil(candidate.length / 3)))
    .toSorted((a, b) => a.edits - b.edits);
  return ranked[0]?.candidate ?? null;
}

/** Letters to add, drop or replace to make one word the other (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 1; line <= from.length; line++) {
    const next = [line];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (from[line - 1] === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
