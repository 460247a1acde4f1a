import type { z } from 'zod';
import type { Submission, Verb } from '../acts/act.ts';
import { asMember } from '../access.ts';
import type { ListenerDeps } from '../deps.ts';
import type { Entered } from '../parse.ts';

/** What was entered in a modal, as the queue keeps it; or by input what is wrong, as far as the form alone tells. */
export type Read<Value> = { value: Value } | { errors: Record<string, string> };

/** A modal on a card whose submission changes something. */
export interface Form {
  read(deps: ListenerDeps, entered: Entered): Read<unknown>;
  submit: Verb<Submission>;
}

interface FormOf<Value> {
  /** Plain JSON. */
  Value: z.ZodType<Value>;
  read(deps: ListenerDeps, entered: Entered): Read<Value>;
  /** As a verb, for a member of the channel. */
  submit(deps: ListenerDeps, value: Value, by: string): ReturnType<Verb<Submission>>;
}

export function createForm<Value>(form: FormOf<Value>): Form {
  return {
    read: (deps, entered) => form.read(deps, entered),
    submit: asMember((deps, { value, userId }) => form.submit(deps, form.Value.parse(value), userId)),
  };
}
