import type { View } from '@slack/types';
import { randomId } from './ids.ts';
import { withIds } from './elements.ts';
import { valuesOf } from './values.ts';
import type { Sheet, Team } from './team.ts';

/** The modals on somebody's screen, bottom first. */
export function stackOf(team: Team, user: string): Sheet[] {
  return team.modals.get(user) ?? [];
}

/** Opens a modal over whatever was there (`open`), or pushes it on the present stack. */
export function showModal(team: Team, user: string, view: View, how: 'open' | 'push'): Sheet {
  if (how === 'open') for (const old of stackOf(team, user)) closed(team, old);
  const below = how === 'push' ? stackOf(team, user) : [];
  const id = randomId('V', 10);
  const sheet = newSheet(team, id, user, view, below[0]?.id ?? id, below.at(-1)?.id ?? null);
  team.modals.set(user, [...below, sheet]);
  tell(team, sheet);
  return sheet;
}

/** Shows a new content in the same view. Inputs that are still there keep what the person put in. */
export function updateSheet(team: Team, sheet: Sheet, view: View): void {
  sheet.view = { ...view, blocks: withIds(view.blocks) };
  sheet.values = valuesOf(sheet.view.blocks, sheet.values);
  sheet.hash = newHash(team);
  delete sheet.errors;
  tell(team, sheet);
}

export function showErrors(team: Team, sheet: Sheet, errors: Record<string, string>): void {
  sheet.errors = errors;
  tell(team, sheet);
}

/** Takes these views off the screen. */
export function closeSheets(team: Team, user: string, sheets: readonly Sheet[]): void {
  team.modals.set(
    user,
    stackOf(team, user).filter((sheet) => !sheets.includes(sheet)),
  );
  for (const sheet of sheets) closed(team, sheet);
}

/** Publishes somebody's Home tab. */
export function publishHome(team: Team, user: string, view: View): Sheet {
  const known = team.homes.get(user);
  const id = known?.id ?? randomId('V', 10);
  const home = newSheet(team, id, user, view, id, null);
  team.homes.set(user, home);
  team.store.save('home', user, home);
  tell(team, home);
  return home;
}

export function findSheet(team: Team, matches: (sheet: Sheet) => boolean): Sheet | undefined {
  return [...team.modals.values()].flat().find(matches) ?? [...team.homes.values()].find(matches);
}

function newSheet(
  team: Team,
  id: string,
  user: string,
  view: View,
  root: string,
  previous: string | null,
): Sheet {
  const content = { ...view, blocks: withIds(view.blocks) };
  return {
    id,
    user,
    view: content,
    hash: newHash(team),
    root_view_id: root,
    previous_view_id: previous,
    values: valuesOf(content.blocks),
  };
}

function newHash(team: Team): string {
  return `${Math.floor(team.clock.now() / 1000)}.${randomId('', 8)}`;
}

function tell(team: Team, sheet: Sheet): void {
  const view = structuredClone(sheet);
  team.changes.publish(sheet.view.type === 'home' ? { type: 'home', view } : { type: 'view', view }, [
    sheet.user,
  ]);
}

function closed(team: Team, sheet: Sheet): void {
  team.changes.publish({ type: 'view_closed', view_id: sheet.id }, [sheet.user]);
}
