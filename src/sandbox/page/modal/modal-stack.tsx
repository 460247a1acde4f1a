import { useState } from 'react';
import type { Values } from '../elements/surface.ts';
import { usePage } from '../state/page-context.ts';
import { ModalView } from './modal-view.tsx';

/** The modal on top. Those below it keep what was put into them. */
export function ModalStack() {
  const { state } = usePage();
  const [values, setValues] = useState<Readonly<Record<string, Values>>>({});
  const top = state.views.at(-1);
  if (!top) return null;
  return (
    <ModalView
      key={top.id}
      open={top}
      isStacked={state.views.length > 1}
      values={values[top.id] ?? {}}
      onValues={(change) => setValues((before) => ({ ...before, [top.id]: change(before[top.id] ?? {}) }))}
    />
  );
}
