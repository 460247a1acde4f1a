import { useLayoutEffect, useState } from 'react';
import type { Values } from '../elements/surface.ts';
import { usePage } from '../state/page-context.ts';
import { ModalView } from './modal-view.tsx';

/** The modal on top. Those below it keep what was put into them. */
export function ModalStack() {
  const { state } = usePage();
  const [values, setValues] = useState<Readonly<Record<string, Values>>>({});
  const top = state.views.at(-1);
  useGoBack(top !== undefined);
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

/** When the last modal closes, the focus goes back to what opened the first. */
function useGoBack(isOpen: boolean): void {
  useLayoutEffect(() => {
    const opener = document.activeElement;
    if (!isOpen || !(opener instanceof HTMLElement)) return undefined;
    return () => opener.focus();
  }, [isOpen]);
}
