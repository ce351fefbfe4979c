import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

type VirtualListProps<Item> = {
  items: readonly Item[];
  keyOf: (item: Item) => string;
  rowHeight: number; // where text has its usual size: rows grow with it
  label: string;
  shownKey: string | undefined; // the row to keep in sight
  onNearEnd: () => void;
  row: (item: Item, at: number) => VNode; // its place in the list: `placed`
  foot?: ComponentChildren;
};

const NEAR_END_ROWS = 15;
const ROWS_AROUND = 8;
const ROWS_AT_ONCE = 4; // the list is drawn anew when so many have come into sight

/**
 * A list of any length of which only the rows in sight exist. All are of one height, so where each stands is known
 * without measuring. What arrives above does not move what is being read.
 */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { items, keyOf, rowHeight, label, shownKey, onNearEnd, row, foot } = props;
  const scroller = useRef<HTMLDivElement>(null);
  // At first only what may be in sight: those around it can wait for the picture.
  const [range, setRange] = useState(() => ({ from: 0, to: Math.ceil(innerHeight / rowHeight) }));
  useAnchor(scroller, items, keyOf, rowHeight);

  function look(): void {
    const element = scroller.current;
    if (!element) return;
    const height = shownHeight(element, rowHeight);
    const first = Math.floor(element.scrollTop / height / ROWS_AT_ONCE) * ROWS_AT_ONCE;
    const last = Math.ceil((element.scrollTop + element.clientHeight) / height / ROWS_AT_ONCE) * ROWS_AT_ONCE;
    const from = Math.max(0, first - ROWS_AROUND);
    const to = last + ROWS_AROUND;
    setRange((was) => (was.from === from && was.to === to ? was : { from, to }));
  }

  useLayoutEffect(() => {
    if (!scroller.current) return;
    // It is called when the browser has laid the list out anyway; what it then puts off comes behind the picture.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new ResizeObserver(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        look();
      });
    });
    observer.observe(scroller.current);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    const index = items.findIndex((item) => keyOf(item) === shownKey);
    if (!element || index < 0) return;
    const height = shownHeight(element, rowHeight);
    const [top, bottom] = [index * height, (index + 1) * height - element.clientHeight];
    if (element.scrollTop > top || element.scrollTop < bottom) {
      element.scrollTop = element.scrollTop > top ? top : bottom;
      look();
    }
  }, [shownKey]);

  const isNearEnd = items.length > 0 && range.to >= items.length - NEAR_END_ROWS;
  useLayoutEffect(() => {
    if (isNearEnd) onNearEnd();
  }, [isNearEnd, items.length]);

  return (
    <div
      ref={scroller}
      onScroll={look}
      class="min-h-0 flex-1 overflow-y-auto overscroll-contain bg-surface [overflow-anchor:none]"
    >
      <ul aria-label={label} class="relative" style={{ blockSize: inRem(items.length * rowHeight) }}>
        {items.slice(range.from, range.to).map((item, i) => row(item, range.from + i))}
      </ul>
      {foot}
    </div>
  );
}

/** A length at the usual size of text, in a unit that grows where somebody has chosen a larger one. */
export const inRem = (px: number) => `${px / 16}rem`;

const shownHeight = (list: Element, rowHeight: number) =>
  list.querySelector('li')?.getBoundingClientRect().height || rowHeight;

/** Where a row stands: what `VirtualList` asks of the `<li>` that is its root. Its height is its own to say. */
export const placed = (at: number, of: number, rowHeight: number) => ({
  'aria-setsize': of,
  'aria-posinset': at + 1,
  style: { transform: `translateY(${inRem(at * rowHeight)})` },
});

export const PLACED = 'absolute inset-x-0 top-0 [contain:strict]';

/** Keeps the first row in sight where it is when rows come or go above it. At the top, the newest stays in sight. */
function useAnchor<Item>(
  scroller: { current: HTMLDivElement | null },
  items: readonly Item[],
  keyOf: (item: Item) => string,
  rowHeight: number,
): void {
  const before = useRef(items);
  useLayoutEffect(() => {
    const element = scroller.current;
    const old = before.current;
    before.current = items;
    if (!element || old === items || element.scrollTop < rowHeight / 2) return;
    const height = shownHeight(element, rowHeight);
    const oldIndex = Math.floor(element.scrollTop / height);
    const first = old[oldIndex];
    const index = first ? items.findIndex((item) => keyOf(item) === keyOf(first)) : -1;
    if (index >= 0 && index !== oldIndex) element.scrollTop += (index - oldIndex) * height;
  });
}
