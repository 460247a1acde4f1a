import { describe, expect, it } from 'vitest';
import { fieldDifferences, mistakeDifferences } from './emulate-differences.ts';
import { ours, theirs } from './emulate-sides.ts';
import { makeMistakes, tellStory } from './emulate-story.ts';

/** Every field of an answer with the type of what it holds; of a list, what its first entry holds. */
function fieldsOf(value: unknown, at = ''): [string, string][] {
  if (Array.isArray(value)) return value.length > 0 ? fieldsOf(value[0], `${at}[]`) : [[at, 'list']];
  if (typeof value !== 'object' || value === null) return [[at, value === null ? 'null' : typeof value]];
  return Object.entries(value).flatMap(([key, inner]) => fieldsOf(inner, at === '' ? key : `${at}.${key}`));
}

describe('beside emulate, which others wrote', () => {
  it('the same story has answers of the same shape', async () => {
    await using here = await ours();
    await using there = await theirs();
    const [story, other] = await Promise.all([tellStory(here), tellStory(there)]);
    const found: Record<string, { onlyHere: string[]; onlyThere: string[] }> = {};
    for (const step of Object.keys(story)) {
      const [mine, yours] = [new Map(fieldsOf(story[step])), new Map(fieldsOf(other[step]))];
      const shared = [...mine].filter(([field]) => yours.has(field));
      expect(shared.length).toBeGreaterThan(0);
      expect(shared).toEqual(shared.map(([field]) => [field, yours.get(field)]));
      const onlyHere = [...mine.keys()].filter((field) => !yours.has(field));
      const onlyThere = [...yours.keys()].filter((field) => !mine.has(field));
      if (onlyHere.length + onlyThere.length > 0) found[step] = { onlyHere, onlyThere };
    }
    expect(sorted(found)).toEqual(sorted(fieldDifferences));
  });

  it('the same mistakes are answered with the same codes', async () => {
    await using here = await ours();
    await using there = await theirs();
    const [mine, yours] = await Promise.all([makeMistakes(here), makeMistakes(there)]);
    const different = Object.keys(mine).filter((mistake) => mine[mistake] !== yours[mistake]);
    const found = different.map((mistake) => [mistake, { here: mine[mistake], there: yours[mistake] }]);
    expect(Object.fromEntries(found)).toEqual(mistakeDifferences);
  });
});

function sorted(differences: Readonly<Record<string, { onlyHere: string[]; onlyThere: string[] }>>) {
  const rows = Object.entries(differences);
  return new Map(
    rows.map(([step, { onlyHere, onlyThere }]) => [step, [new Set(onlyHere), new Set(onlyThere)]]),
  );
}
