import type { ActResult } from '../../src/sandbox/protocol.ts';
import type { Sheet } from '../../src/sandbox/workspace/team.ts';
import { buttonLabels, findControl } from './controls.ts';
import type { Filling } from './controls.ts';
import { clickOn, clickOverflow, fillIn, mustWork } from './surface.ts';
import type { Surface } from './surface.ts';
import { readPart, visibleText } from './visible-text.ts';
import { listing, matches, waitFor } from './wait.ts';
import type { Waiting } from './wait.ts';

/** The modal on top of a person's screen, whichever that is by then. */
export interface Modal {
  readonly title: string;
  readonly text: string;
  readonly isOpen: boolean;
  readonly view: Sheet | undefined;
  buttons(): string[];
  /** Waits until a modal is open whose title or text matches. */
  expect(pattern: RegExp | string): Promise<Modal>;
  /** Puts something into the input with this label, whatever kind of input it is. */
  fill(label: string, filling: Filling): Promise<void>;
  /** Chooses an option by its label in a menu, radio buttons or checkboxes. */
  select(label: string, option: string | readonly string[]): Promise<void>;
  action(label: string): { click(): Promise<void> };
  overflow(label: string): { click(): Promise<void> };
  submit(): Promise<void>;
  /** Submits, and gives back what Slack shows. */
  trySubmit(): Promise<ActResult>;
  close(): Promise<void>;
  /** Waits for an error message, at the input with this label if one is named. */
  expectError(pattern: RegExp | string, at?: { at: string }): Promise<void>;
  expectClosed(): Promise<void>;
}

export function modalOf(waiting: Waiting, user: string): Modal {
  const { workspace } = waiting;
  const top = () => workspace.views(user).at(-1);
  const need = async () => await waitFor(waiting, top, 'A modal', () => 'None is open.');
  const titleOf = (sheet: Sheet | undefined) => (sheet?.view.type === 'modal' ? sheet.view.title.text : '');
  const textOf = (sheet: Sheet | undefined) => visibleText(workspace, sheet?.view.blocks);
  const there = () =>
    listing(
      'Open modals',
      workspace.views(user).map((sheet) => `${titleOf(sheet)}: ${textOf(sheet)}`),
    );

  async function surface(): Promise<Surface> {
    const sheet = await need();
    return {
      workspace,
      name: `The modal "${titleOf(sheet)}"`,
      blocks: () => top()?.view.blocks,
      container: () => ({ view_id: top()?.id ?? sheet.id }),
    };
  }
  async function trySubmit(): Promise<ActResult> {
    return await workspace.act({ type: 'submit', user, view_id: (await need()).id, values: {} });
  }
  async function fill(label: string, filling: Filling): Promise<void> {
    const on = await surface();
    await waitFor(waiting, () => findControl(workspace, on.blocks(), label), `An input "${label}"`, there);
    mustWork(await fillIn(on, user, label, filling));
  }

  const modal: Modal = {
    get title() {
      return titleOf(top());
    },
    get text() {
      return textOf(top());
    },
    get isOpen() {
      return top() !== undefined;
    },
    get view() {
      return top();
    },
    buttons: () => buttonLabels(workspace, top()?.view.blocks),
    async expect(pattern) {
      const look = () =>
        matches(`${titleOf(top())}\n${textOf(top())}`, pattern) && top() ? true : undefined;
      await waitFor(waiting, look, `A modal with ${String(pattern)}`, there);
      return modal;
    },
    fill,
    select: async (label, option) => await fill(label, option),
    action: (label) => ({ click: async () => mustWork(await clickOn(await surface(), user, label)) }),
    overflow: (label) => ({ click: async () => mustWork(await clickOverflow(await surface(), user, label)) }),
    submit: async () => mustWork(await trySubmit()),
    trySubmit,
    close: async () => mustWork(await workspace.act({ type: 'close', user, view_id: (await need()).id })),
    async expectError(pattern, at) {
      const errors = () =>
        Object.entries(top()?.errors ?? {}).map(([blockId, message]) => {
          const block = top()?.view.blocks.find((one) => one.block_id === blockId);
          return { label: readPart(workspace, block && 'label' in block ? block.label : undefined), message };
        });
      const isWanted = (one: { label: string; message: string }) =>
        matches(one.message, pattern) && (at === undefined || one.label === at.at);
      await waitFor(
        waiting,
        () => errors().find(isWanted),
        `An error with ${String(pattern)}`,
        () =>
          listing(
            'Errors',
            errors().map((one) => `${one.label}: ${one.message}`),
          ),
      );
    },
    expectClosed: async () =>
      void (await waitFor(waiting, () => (top() ? undefined : true), 'No modal', there)),
  };
  return modal;
}
