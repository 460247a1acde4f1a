import { playbookFields } from './fields.ts';

/** What editors need to complete and check a playbook. The file playbook.schema.json is made from it. */
export function playbookJsonSchema(): Record<string, unknown> {
  return { ...playbookFields(), title: 'Baton playbook' };
}
