import { buttonLabels } from './controls.ts';
import { modalOf } from './modal.ts';
import type { Modal } from './modal.ts';
import { clickOn, clickOverflow, mustWork } from './surface.ts';
import type { Surface } from './surface.ts';
import { visibleText } from './visible-text.ts';
import { matches, waitFor } from './wait.ts';
import type { Waiting } from './wait.ts';

/** The app's Home tab as one person sees it. */
export interface Home {
  readonly text: string;
  buttons(): string[];
  open(): Promise<Home>;
  expect(pattern: RegExp | string): Promise<Home>;
  action(label: string): { click(): Promise<Modal> };
  overflow(label: string): { click(): Promise<Modal> };
}

export function homeOf(waiting: Waiting, user: string): Home {
  const { workspace } = waiting;
  const blocks = () => workspace.home(user)?.view.blocks;
  const textOf = () => visibleText(workspace, blocks());
  const surface: Surface = {
    workspace,
    name: 'The Home tab',
    blocks,
    container: () => ({ view_id: workspace.home(user)?.id ?? '' }),
  };
  const home: Home = {
    get text() {
      return textOf();
    },
    buttons: () => buttonLabels(workspace, blocks()),
    async open() {
      mustWork(await workspace.act({ type: 'home', user }));
      return home;
    },
    async expect(pattern) {
      const look = () => (blocks() && matches(textOf(), pattern) ? true : undefined);
      await waitFor(waiting, look, `A Home tab with ${String(pattern)}`, () => `It reads:\n${textOf()}`);
      return home;
    },
    action: (label) => ({
      async click() {
        mustWork(await clickOn(surface, user, label));
        return modalOf(waiting, user);
      },
    }),
    overflow: (label) => ({
      async click() {
        mustWork(await clickOverflow(surface, user, label));
        return modalOf(waiting, user);
      },
    }),
  };
  return home;
}
