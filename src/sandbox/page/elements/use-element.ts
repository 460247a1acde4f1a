import type { AnyElement, ElementProps } from './element.ts';
import { useSurface } from './surface.ts';

/** What an element holds, and how to change it. */
export function useElement({ element, blockId, isQuiet = false }: ElementProps): {
  held: Record<string, unknown> | undefined;
  choose: (chosen: Record<string, unknown>) => void;
} {
  const surface = useSurface();
  const actionId = element.action_id ?? '';
  return {
    held: surface.values[blockId]?.[actionId],
    choose(chosen) {
      surface.hold(blockId, actionId, { type: element.type, ...chosen });
      if (!isQuiet) void surface.use(blockId, actionId, chosen);
    },
  };
}

/** The attributes that tie an input to its label, hint and error. */
export function fieldAttributes({ element, field }: ElementProps) {
  if (!field) return { 'aria-label': labelOf(element) };
  return {
    id: field.id,
    'aria-labelledby': field.labelId,
    'aria-describedby': field.describedBy,
    'aria-invalid': field.isInvalid || undefined,
    'aria-required': field.isRequired || undefined,
  };
}

export function labelOf(element: AnyElement): string {
  return element.accessibility_label ?? element.placeholder?.text ?? element.type.replaceAll('_', ' ');
}
