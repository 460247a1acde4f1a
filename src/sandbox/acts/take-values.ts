import { interactives, list } from '../workspace/elements.ts';
import type { Sheet, Team } from '../workspace/team.ts';
import { readChoice } from '../workspace/values.ts';

/** Puts what a person filled in into the view; what its inputs could not hold is passed over. */
export function takeValues(team: Team, sheet: Sheet, filled: Record<string, Record<string, unknown>>): void {
  for (const { block, element } of interactives(sheet.view.blocks)) {
    const [value] = list(filled[block.block_id]?.[element.action_id]);
    const held = sheet.values[block.block_id]?.[element.action_id];
    if (!value || !held) continue;
    Object.assign(
      held,
      readChoice(element, value, (id) => team.people.has(id)),
    );
  }
}
