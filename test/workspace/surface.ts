import type { ActResult, PersonAct } from '../../src/sandbox/protocol.ts';
import type { Interactive, Node } from '../../src/sandbox/workspace/elements.ts';
import type { Workspace } from '../../src/sandbox/workspace.ts';
import { chosenFor, findControl, findOverflow, labelsOf } from './controls.ts';
import type { Filling } from './controls.ts';
import { listing } from './wait.ts';

type Click = Extract<PersonAct, { type: 'click' }>;

/** Something with blocks that a person looks at: a message, a modal, the Home tab. */
export interface Surface {
  workspace: Workspace;
  name: string;
  blocks(): readonly object[] | undefined;
  container(): Click['container'];
}

export async function clickOn(surface: Surface, user: string, label: string): Promise<ActResult> {
  return await use(surface, user, need(surface, label));
}

export async function clickOverflow(surface: Surface, user: string, label: string): Promise<ActResult> {
  const found = findOverflow(surface.workspace, surface.blocks(), label);
  if (!found) throw new Error(`No overflow menu of ${surface.name} has ${JSON.stringify(label)}.`);
  return await use(surface, user, found.used, found.chosen);
}

export async function fillIn(
  surface: Surface,
  user: string,
  label: string,
  filling: Filling,
): Promise<ActResult> {
  const used = need(surface, label);
  return await use(surface, user, used, chosenFor(surface.workspace, used.element, filling));
}

async function use(
  surface: Surface,
  user: string,
  { block, element }: Interactive,
  chosen?: Node,
): Promise<ActResult> {
  return await surface.workspace.act({
    type: 'click',
    user,
    container: surface.container(),
    block_id: block.block_id,
    action_id: element.action_id,
    ...(chosen && { chosen }),
  });
}

function need(surface: Surface, label: string): Interactive {
  const used = findControl(surface.workspace, surface.blocks(), label);
  if (used) return used;
  const labels = labelsOf(surface.workspace, surface.blocks());
  throw new Error(`${surface.name} has no ${JSON.stringify(label)}. ${listing('Controls', labels)}`);
}

/** Fails with the words that Slack shows. */
export function mustWork(result: ActResult): void {
  if (!result.ok) throw new Error(`Slack shows: ${result.error}`);
}
