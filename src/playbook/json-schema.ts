import { z } from 'zod';
import { Playbook } from './schema.ts';

/** What editors need to complete and check a playbook. The file playbook.schema.json is made from it. */
export function playbookJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(Playbook, { io: 'input', unrepresentable: 'any' }), title: 'Baton playbook' };
}
