import { createContext, useContext } from 'react';
import type { ActResult, PersonAct } from '../../protocol.ts';
import type { PageState } from './page-state.ts';
import type { Place } from './place.ts';

type WithoutUser<Act> = Act extends { user: string } ? Omit<Act, 'user'> : never;

/** What somebody does, before it is known who. */
export type MyAct = WithoutUser<PersonAct>;

export interface Page {
  state: PageState;
  place: Place;
  go: (to: Partial<Place>) => void;
  act: (what: MyAct) => Promise<ActResult>;
}

const PageContext = createContext<Page | undefined>(undefined);

export const PageProvider = PageContext.Provider;

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('This part of the page stands outside of it.');
  return page;
}
