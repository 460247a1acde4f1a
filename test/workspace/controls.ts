import { interactives, list } from '../../src/sandbox/workspace/elements.ts';
import type { Interactive, Node } from '../../src/sandbox/workspace/elements.ts';
import { optionsOf, valueField } from '../../src/sandbox/workspace/values.ts';
import type { Workspace } from '../../src/sandbox/workspace.ts';
import { listing } from './wait.ts';
import { readPart } from './visible-text.ts';

/** What can be put into an input: text, the labels of options, the names of people, dates as `2026-03-02`. */
export type Filling = string | number | readonly string[] | null;

/** The element that a person would call by this label: its own text, the label beside it, or its placeholder. */
export function findControl(
  workspace: Workspace,
  blocks: readonly object[] | undefined,
  label: string,
): Interactive | undefined {
  const all = interactives(blocks);
  const read = (part: unknown) => asLabel(readPart(workspace, part));
  const wanted = asLabel(label);
  return (
    all.find(({ element }) => read(element['text']) === wanted) ??
    all.find(({ block }) => read(block['label']) === wanted) ??
    all.find(({ element }) => read(element['placeholder']) === wanted) ??
    all.find(({ block, element }) => block['accessory'] === element && read(block['text']) === wanted)
  );
}

/** All labels that `findControl` knows here. */
export function labelsOf(workspace: Workspace, blocks: readonly object[] | undefined): string[] {
  return interactives(blocks).map(({ block, element }) => {
    const name = [element['text'], block['label'], element['placeholder'], block['text']]
      .map((part) => readPart(workspace, part))
      .find(Boolean);
    return name ?? element.type;
  });
}

export function buttonLabels(workspace: Workspace, blocks: readonly object[] | undefined): string[] {
  return interactives(blocks)
    .filter(({ element }) => element.type === 'button')
    .map(({ element }) => readPart(workspace, element['text']));
}

/** The overflow menu that has an option with this label, and the option. */
export function findOverflow(workspace: Workspace, blocks: readonly object[] | undefined, label: string) {
  for (const used of interactives(blocks)) {
    if (used.element.type !== 'overflow') continue;
    const option = optionByLabel(workspace, used.element, label);
    if (option) return { used, chosen: { selected_option: option } };
  }
  return undefined;
}

/** What Slack would send for filling `filling` into this element. */
export function chosenFor(workspace: Workspace, element: Interactive['element'], filling: Filling): Node {
  const field = valueField[element.type];
  if (field === undefined) throw new Error(`Nothing can be put into a ${element.type}.`);
  if (filling === null) return { [field]: null };
  if (field === 'selected_option') return { [field]: needOption(workspace, element, String(filling)) };
  if (field === 'selected_options') {
    return { [field]: [filling].flat().map((label) => needOption(workspace, element, String(label))) };
  }
  if (field === 'selected_user') return { [field]: needPerson(workspace, String(filling)) };
  if (field === 'selected_users')
    return { [field]: [filling].flat().map((name) => needPerson(workspace, String(name))) };
  if (field === 'selected_date_time') return { [field]: Number(filling) };
  return { [field]: String(filling) };
}

function needOption(workspace: Workspace, element: Node, label: string): Node {
  const option = optionByLabel(workspace, element, label);
  if (option) return option;
  const labels = optionsOf(element).map((one) => readPart(workspace, one['text']));
  throw new Error(`There is no option ${JSON.stringify(label)}. ${listing('Options', labels)}`);
}

function optionByLabel(workspace: Workspace, element: Node, label: string): Node | undefined {
  return list(optionsOf(element)).find(
    (option) => asLabel(readPart(workspace, option['text'])) === asLabel(label),
  );
}

function needPerson(workspace: Workspace, name: string): string {
  const person = workspace.person(name);
  if (!person) throw new Error(`There is nobody called ${name}.`);
  return person.id;
}

/** Three dots and an ellipsis read alike. */
function asLabel(text: string): string {
  return text.replaceAll('…', '...').trim();
}
