import { type Message, section } from './parts.ts';
import { escapeFallback, escapeMrkdwn, person } from './text.ts';

/** Tells marketing, in a line, who changed what of the playbook. */
export function buildPlaybookNote({ by, says }: { by: string; says: string }): Message {
  return {
    text: `The playbook was changed: ${escapeFallback(says)}`,
    blocks: [section(`:scroll: ${person(by)} changed the playbook: ${escapeMrkdwn(says)}`)],
  };
}
