import type { Option } from '@slack/types';
import type { Directory } from '../state/directory.ts';
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

export function menuOptions(element: AnyElement, directory: Directory): MenuOption[] {
  const people = [...directory.people.values()].map(({ id, real_name }) => ({
    value: id,
    label: real_name,
    chosen: id,
  }));
  const channels = [...directory.channels.values()]
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

/** The values that stand chosen: what somebody chose, else what the app set. */
export function chosenValues(element: AnyElement, held: Record<string, unknown> | undefined): string[] {
  if (!held) return initialValues(element);
  const { type: _type, ...fields } = held;
  return Object.values(fields)
    .flat()
    .flatMap((chosen) => (chosen === null ? [] : valueOf(chosen)));
}

/** Options stand there whole, people and channels by their ids. */
function valueOf(chosen: unknown): string {
  return typeof chosen === 'string' ? chosen : ((chosen as Option).value ?? '');
}

function initialValues(element: AnyElement): string[] {
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
