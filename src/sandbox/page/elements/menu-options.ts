import type { PageState } from '../state/page-state.ts';
import { plainString } from '../text/plain-text.tsx';
import type { AnyElement } from './element.ts';

export interface MenuOption {
  value: string;
  label: string;
  group?: string;
  /** What `state.values` holds once it is chosen. */
  chosen: unknown;
}

type MenuKind = 'option' | 'user' | 'channel' | 'conversation';

export function menuKind(type: string): MenuKind {
  if (type.includes('users')) return 'user';
  if (type.includes('channels')) return 'channel';
  return type.includes('conversations') ? 'conversation' : 'option';
}

export function menuOptions(element: AnyElement, state: PageState): MenuOption[] {
  const people = [...state.people.values()].map(({ id, real_name }) => ({
    value: id,
    label: real_name,
    chosen: id,
  }));
  const channels = [...state.channels.values()]
    .filter((channel) => channel.kind === 'channel')
    .map(({ id, name }) => ({ value: id, label: `#${name}`, chosen: id }));
  switch (menuKind(element.type)) {
    case 'user':
      return people;
    case 'channel':
      return channels;
    case 'conversation':
      return [...channels, ...people];
    case 'option': {
      const single = (element.options ?? []).map((option) => ({ option, group: undefined }));
      const grouped = (element.option_groups ?? []).flatMap(({ label, options }) =>
        options.map((option) => ({ option, group: plainString(label.text) })),
      );
      return [...single, ...grouped].map(({ option, group }) => ({
        value: option.value ?? '',
        label: plainString(option.text.text),
        ...(group !== undefined && { group }),
        chosen: option,
      }));
    }
  }
}

/** The values that stand chosen before anybody touched the menu. */
export function initialMenuValues(element: AnyElement): string[] {
  const options = [element.initial_option, ...(element.initial_options ?? [])];
  return [
    ...options.map((option) => option?.value),
    element.initial_user,
    ...(element.initial_users ?? []),
    element.initial_channel,
    ...(element.initial_channels ?? []),
    element.initial_conversation,
    ...(element.initial_conversations ?? []),
  ].filter((value) => value !== undefined);
}
