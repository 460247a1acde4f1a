import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

const nearPx = 60;

interface Scrolled {
  box: RefObject<HTMLDivElement | null>;
  isAtEnd: boolean;
  onScroll: () => void;
  goToEnd: () => void;
}

/** Keeps a list at its newest message while somebody reads there, also when a card grows or the window shrinks. */
export function useStayAtEnd(newest: unknown): Scrolled {
  const box = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const [isAtEnd, setIsAtEnd] = useState(true);

  function goToEnd(): void {
    isFollowing.current = true;
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }

  function onScroll(): void {
    const { scrollTop, scrollHeight, clientHeight } = box.current ?? document.body;
    isFollowing.current = scrollHeight - scrollTop - clientHeight < nearPx;
    setIsAtEnd(isFollowing.current);
  }

  useLayoutEffect(() => {
    if (isFollowing.current) goToEnd();
  }, [newest]);
  useEffect(() => {
    const list = box.current;
    if (!list) return undefined;
    const watch = new ResizeObserver(() => isFollowing.current && goToEnd());
    watch.observe(list);
    return () => watch.disconnect();
  }, []);
  return { box, isAtEnd, onScroll, goToEnd };
}
