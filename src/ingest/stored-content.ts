import { z } from 'zod';
import type { ScoredActivity } from '../scoring/interest.ts';

const Content = z.compile(
  z
    .object({ title: z.string().nullish(), url: z.string().nullish(), tags: z.array(z.string()).nullish() })
    .nullable(),
);

/** What an activity was about, as scoring reads it, from the JSON that the database keeps. */
export function readContent(json: unknown): ScoredActivity['content'] {
  const content = Content.parse(json);
  return content && { title: content.title ?? null, url: content.url ?? null, tags: content.tags ?? [] };
}
