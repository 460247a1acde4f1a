import type { ReactNode } from 'react';
import type { AnyElement, ElementProps } from './element.ts';
import { useSurface } from './surface.ts';
import { useConfirmed } from './use-confirmed.tsx';

interface ElementState {
  /** What somebody put in; nothing as long as it stands as the app set it. */
  held: Record<string, unknown> | undefined;
  /** Puts something in, and tells the app where the element does that. */
  choose: (chosen: Record<string, unknown>) => void;
  /** Only puts it in. */
  hold: (chosen: Record<string, unknown>) => void;
  tell: (chosen: Record<string, unknown>) => void;
  dialog: ReactNode;
}

/** What an element holds, and how to change it. */
export function useElement({ element, blockId, isQuiet = false }: ElementProps): ElementState {
  const surface = useSurface();
  const { run, dialog } = useConfirmed(element);
  const actionId = element.action_id ?? '';
  const known = surface.values[blockId]?.[actionId];
  const hold = (chosen: Record<string, unknown>) =>
    surface.hold(blockId, actionId, { type: element.type, ...chosen });
  const tell = (chosen: Record<string, unknown>) => void surface.use(blockId, actionId, chosen);
  return {
    // After an update of the view, something else may stand under the same ids.
    held: known?.['type'] === element.type ? known : undefined,
    hold,
    tell,
    choose: (chosen) =>
      run(() => {
        hold(chosen);
        if (!isQuiet) tell(chosen);
      }),
    dialog,
  };
}

/** The attributes that tie an input to its label, hint and error. */
export function fieldAttributes({ element, field }: ElementProps) {
  const focus = { 'data-autofocus': element.focus_on_load || undefined };
  if (!field) return { 'aria-label': labelOf(element), ...focus };
  return {
    id: field.id,
    'aria-labelledby': field.labelId,
    'aria-describedby': field.describedBy,
    'aria-invalid': field.isInvalid || undefined,
    'aria-required': field.isRequired || undefined,
    ...focus,
  };
}

function labelOf(element: AnyElement): string {
  return element.accessibility_label ?? element.placeholder?.text ?? element.type.replaceAll('_', ' ');
}
