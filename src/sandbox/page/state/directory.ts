import { createContext, useContext } from 'react';
import type { ActResult, Channel, Person } from '../../protocol.ts';
import type { MyAct } from './page-context.ts';
import type { Place } from './place.ts';

/** What messages need of the page. It stays the same while messages and scores come in, so that they are not drawn anew. */
export interface Directory {
  me: string;
  people: ReadonlyMap<string, Person>;
  channels: ReadonlyMap<string, Channel>;
  go: (to: Partial<Place>) => void;
  act: (what: MyAct) => Promise<ActResult>;
}

const DirectoryContext = createContext<Directory | undefined>(undefined);

export const DirectoryProvider = DirectoryContext.Provider;

export function useDirectory(): Directory {
  const directory = useContext(DirectoryContext);
  if (!directory) throw new Error('This part of the page stands outside of it.');
  return directory;
}
