import { useCallback, useEffect, useState } from 'react';
import { defaultPeople } from '../../workspace/defaults.ts';
import { readPlace, rememberedPlace, rememberPlace, writePlace } from './place.ts';
import type { Place } from './place.ts';

function currentPlace(): Place {
  const nobodyYet = { person: defaultPeople[0]?.name ?? '', channel: '' };
  return readPlace(location.hash) ?? rememberedPlace() ?? nobodyYet;
}

/** The place in the address, so that going back works and a link leads to the same view. */
export function usePlace(): [Place, (to: Partial<Place>) => void] {
  const [place, setPlace] = useState(currentPlace);
  useEffect(() => {
    const follow = () => setPlace(currentPlace());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => rememberPlace(place), [place]);
  const go = useCallback((to: Partial<Place>) => {
    const { person, channel } = { ...currentPlace(), ...to };
    location.hash = writePlace(to.thread ? { person, channel, thread: to.thread } : { person, channel });
  }, []);
  return [place, go];
}
