import { createContext, useContext } from 'react';

/** What somebody has put into inputs, as `view.state.values` has it: by block, then action. */
export type Values = Record<string, Record<string, Record<string, unknown>>>;

/** Where an element stands: a message, a modal, the Home tab. */
export interface Surface {
  kind: 'message' | 'modal' | 'home';
  values: Values;
  errors: Readonly<Record<string, string>>;
  /** Remembers what an input holds. */
  hold: (blockId: string, actionId: string, value: Record<string, unknown>) => void;
  /** Tells the app. */
  use: (blockId: string, actionId: string, chosen?: Record<string, unknown>) => Promise<void>;
}

const SurfaceContext = createContext<Surface | undefined>(undefined);

export const SurfaceProvider = SurfaceContext.Provider;

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('An element stands outside of any message or view.');
  return surface;
}
