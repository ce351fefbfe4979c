import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';

const AT_END_PX = 48;
const LOAD_EARLIER_PX = 600;

type Watched = { firstKey: string | undefined; lastKey: string | undefined; ownCount: number };

/**
 * Where a thread is scrolled to: at its end it stays at its end, elsewhere what is being read stays where it is,
 * whatever is added above or below.
 */
export function useThreadScroll({ firstKey, lastKey, ownCount }: Watched, onNearStart: () => void) {
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLOListElement>(null);
  const isAtEnd = useRef(true);
  const before = useRef<Watched & { height: number }>({ firstKey: undefined, lastKey: undefined, ownCount, height: 0 });
  const [hasNewBelow, setNewBelow] = useState(false);

  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = element.scrollHeight;
    isAtEnd.current = true;
    setNewBelow(false);
  }, []);

  /** Something else is to be seen now: what grows in the same picture must not pull it back to the end. */
  const leaveEnd = useCallback(() => {
    isAtEnd.current = false;
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const was = before.current;
    before.current = { firstKey, lastKey, ownCount, height: element.scrollHeight };
    const isPrepended = was.firstKey !== undefined && was.firstKey !== firstKey && was.lastKey === lastKey;
    if (isPrepended && !isAtEnd.current) element.scrollTop += element.scrollHeight - was.height;
    else if (isAtEnd.current || ownCount > was.ownCount) toEnd();
    else if (was.lastKey !== lastKey) setNewBelow(true);
  }, [firstKey, lastKey, ownCount]);

  // The composer grows, the window changes, fonts arrive: the end stays in sight.
  useLayoutEffect(() => {
    if (!scroller.current || !content.current) return;
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) toEnd();
      before.current.height = scroller.current?.scrollHeight ?? 0;
    });
    observer.observe(scroller.current);
    observer.observe(content.current);
    return () => observer.disconnect();
  }, []);

  function onScroll(): void {
    const element = scroller.current;
    if (!element) return;
    // What has grown in the same picture has left the end, and not the reader: the observer, heard next, goes after it.
    if (element.scrollHeight === before.current.height)
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < AT_END_PX;
    if (isAtEnd.current) setNewBelow(false);
    if (element.scrollTop < LOAD_EARLIER_PX) onNearStart();
  }

  return { scroller, content, onScroll, toEnd, leaveEnd, hasNewBelow };
}
