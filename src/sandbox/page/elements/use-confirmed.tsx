import { useState } from 'react';
import type { ReactNode } from 'react';
import { ConfirmDialog } from './confirm-dialog.tsx';
import type { AnyElement } from './element.ts';

/** Asks first where the element wants that, then does it. `dialog` has to be drawn beside the element. */
export function useConfirmed({ confirm }: AnyElement): {
  run: (what: () => void) => void;
  dialog: ReactNode;
} {
  const [pending, setPending] = useState<() => void>();
  const run = (what: () => void) => (confirm ? setPending(() => what) : what());
  const dialog = confirm && pending && (
    <ConfirmDialog
      confirm={confirm}
      onNo={() => setPending(undefined)}
      onYes={() => {
        setPending(undefined);
        pending();
      }}
    />
  );
  return { run, dialog };
}
