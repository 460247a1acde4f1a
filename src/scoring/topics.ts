import type { Playbook } from '../playbook/schema.ts';

/** The ids of the topics that a piece of content is about, by its address and tags. */
export function topicsOf(
  content: { url: string | null; tags: string[] } | null,
  playbook: Playbook,
): string[] {
  if (!content) return [];
  const tags = new Set(content.tags.map((tag) => tag.toLowerCase()));
  return playbook.topics
    .filter(
      ({ match }) =>
        match.tags.some((tag) => tags.has(tag)) || match.urls.some((glob) => globMatches(glob, content.url)),
    )
    .map(({ id }) => id);
}

/** Whether `*month-end*` matches the address; `*` is any text, case does not count. Linear in the length of both. */
function globMatches(glob: string, url: string | null): boolean {
  if (url === null) return false;
  const text = url.toLowerCase();
  const parts = partsOf(glob);
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from <= text.length - last.length;
}

/** What stands between the stars. Every activity is held against the same few globs, those of the playbook. */
const known = new Map<string, string[]>();

function partsOf(glob: string): string[] {
  const before = known.get(glob);
  if (before) return before;
  const parts = glob.toLowerCase().split('*');
  known.set(glob, parts);
  return parts;
}
