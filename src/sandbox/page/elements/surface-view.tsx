import { useState } from 'react';
import type { ReactNode } from 'react';
import { WarningIcon } from '../base/icons.tsx';
import { useDirectory } from '../state/directory.ts';
import { SurfaceProvider } from './surface.ts';
import type { Values } from './surface.ts';

interface SurfaceViewProps {
  kind: 'message' | 'modal' | 'home';
  container: { channel: string; ts: string } | { view_id: string };
  values?: Values;
  errors?: Readonly<Record<string, string>>;
  onValues?: (change: (before: Values) => Values) => void;
  children: ReactNode;
}

const nothing = {};

/** Connects the elements inside with the app, and shows what went wrong below them. */
export function SurfaceView({
  kind,
  container,
  values,
  errors = nothing,
  onValues,
  children,
}: SurfaceViewProps) {
  const { act } = useDirectory();
  const [own, setOwn] = useState<Values>({});
  const [failure, setFailure] = useState('');
  const [mended, setMended] = useState<{ errors: object; blocks: readonly string[] }>({ errors, blocks: [] });
  const held = values ?? own;
  const isMended = (blockId: string) => mended.errors === errors && mended.blocks.includes(blockId);
  const surface = {
    kind,
    values: held,
    // What was said of an input holds until something else is put in.
    errors: Object.fromEntries(Object.entries(errors).filter(([blockId]) => !isMended(blockId))),
    hold(blockId: string, actionId: string, value: Record<string, unknown>) {
      setMended({ errors, blocks: [...(mended.errors === errors ? mended.blocks : []), blockId] });
      (onValues ?? setOwn)((before) => ({ ...before, [blockId]: { ...before[blockId], [actionId]: value } }));
    },
    async use(blockId: string, actionId: string, chosen?: Record<string, unknown>) {
      setFailure('');
      const result = await act({
        type: 'click',
        container,
        block_id: blockId,
        action_id: actionId,
        ...(chosen && { chosen }),
        ...('view_id' in container && { values: held }),
      });
      if (!result.ok) setFailure(result.error);
    },
  };
  return (
    <SurfaceProvider value={surface}>
      {children}
      {failure !== '' && (
        <p className="failure" role="alert">
          <WarningIcon size={16} /> {failure}
        </p>
      )}
    </SurfaceProvider>
  );
}
