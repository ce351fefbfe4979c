import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ThreadModel } from '../models/thread-model.ts';

const NEAR_THE_END_PX = 60;

type Watched = {
  log: RefObject<HTMLDivElement | null>;
  thread: ThreadModel;
  isOpen: Signal<boolean>;
  end: string; // changes with what stands at the end
  ownUnsent: number;
};

/**
 * Keeps the end in view, or still what is being read further above; counts what came meanwhile; and tells the thread
 * what the visitor has before his eyes.
 */
export function useEndInView({ log, thread, isOpen, end, ownUnsent }: Watched) {
  const drawn = useRef({ end: '', height: 0, scrollTop: 0 });
  const missed = useSignal(0);

  // The log is drawn from its end: scrollTop is 0 there and negative above.
  const isAtEnd = () => (log.current?.scrollTop ?? 0) > -NEAR_THE_END_PX;
  const toEnd = () => log.current?.scrollTo({ top: 0 });
  const heightOf = () => log.current?.firstElementChild?.getBoundingClientRect().height ?? 0;

  function look(): void {
    const isShown = isOpen.peek() && document.visibilityState === 'visible';
    if (!isShown || !isAtEnd()) return;
    const theirs = thread.timeline.peek().sent.findLast(({ author }) => author.kind !== 'visitor');
    if (theirs) thread.saw(theirs.seq);
  }

  useLayoutEffect(() => {
    const { current } = log;
    const before = drawn.current;
    // New lines push up what somebody is reading further above: hold it still.
    if (!current || before.end === end) return;
    const height = before.scrollTop < -NEAR_THE_END_PX ? heightOf() : 0;
    if (height) current.scrollTop = before.scrollTop - (height - before.height);
    drawn.current = { end, height: height || before.height, scrollTop: current.scrollTop };
  }, [end]);

  // Heights also change by themselves: a stretch that comes into view, a field that grows.
  useEffect(() => {
    const inner = log.current?.firstElementChild;
    if (!inner) return;
    const observer = new ResizeObserver(() => {
      drawn.current.height = heightOf();
    });
    observer.observe(inner);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (ownUnsent > 0) toEnd();
  }, [ownUnsent]);

  // Whenever something has come: it need not stand at the end.
  useEffect(look);
  useSignalEffect(() => {
    if (isOpen.value) look();
  });
  useEffect(() => {
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);

  useSignalEffect(() => {
    const arrived = thread.arrived.value;
    if (arrived.length > 0 && !isAtEnd()) missed.value = missed.peek() + arrived.length;
  });

  function onScroll(): void {
    drawn.current.scrollTop = log.current?.scrollTop ?? 0;
    if (!isAtEnd()) return;
    missed.value = 0;
    look();
  }

  return { missed, toEnd, onScroll };
}
