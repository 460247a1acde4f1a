import { createContext, useContext } from 'react';

/** The panes beside the middle: on narrow screens they slide over it. */
export interface Drawers {
  isSidebarOpen: boolean;
  areLeadsOpen: boolean;
  hasLeads: boolean;
  setSidebar: (isOpen: boolean) => void;
  setLeads: (isOpen: boolean) => void;
}

const DrawersContext = createContext<Drawers | undefined>(undefined);

export const DrawersProvider = DrawersContext.Provider;

export function useDrawers(): Drawers {
  const drawers = useContext(DrawersContext);
  if (!drawers) throw new Error('This part of the page stands outside of it.');
  return drawers;
}
