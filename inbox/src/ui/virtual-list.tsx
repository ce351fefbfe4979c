import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';

type VirtualListProps<Item> = {
  items: readonly Item[];
  keyOf: (item: Item) => string;
  rowHeight: number;
  label: string;
  shownKey: string | undefined; // the row to keep in sight
  onNearEnd: () => void;
  row: (item: Item) => ComponentChildren;
  foot?: ComponentChildren;
};

const NEAR_END_ROWS = 15;

/** A list of any length of which only the rows in sight exist. What arrives above does not move what is being read. */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { items, keyOf, rowHeight, label, shownKey, onNearEnd, row, foot } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const options = {
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index: number) => keyed(items, keyOf, index),
    overscan: 6,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => redraw(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLDivElement, HTMLElement>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  useAnchor(scroller, items, keyOf, rowHeight);

  useLayoutEffect(() => {
    const index = items.findIndex((item) => keyOf(item) === shownKey);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  }, [shownKey]);

  const visible = virtualizer.getVirtualItems();
  const lastIndex = visible.at(-1)?.index ?? 0;
  const isNearEnd = items.length > 0 && lastIndex >= items.length - NEAR_END_ROWS;
  useLayoutEffect(() => {
    if (isNearEnd) onNearEnd();
  }, [isNearEnd, items.length]);

  return (
    <div ref={scroller} class="min-h-0 flex-1 overflow-y-auto overscroll-contain [overflow-anchor:none]">
      <ul aria-label={label} class="relative" style={{ blockSize: `${virtualizer.getTotalSize()}px` }}>
        {visible.map(({ index, key, start }) => {
          const item = items[index];
          return (
            item && (
              <li
                key={key}
                aria-setsize={items.length}
                aria-posinset={index + 1}
                class="absolute inset-x-0 top-0"
                style={{ blockSize: `${rowHeight}px`, transform: `translateY(${start}px)` }}
              >
                {row(item)}
              </li>
            )
          );
        })}
      </ul>
      {foot}
    </div>
  );
}

function keyed<Item>(items: readonly Item[], keyOf: (item: Item) => string, index: number): string {
  const item = items[index];
  return item ? keyOf(item) : String(index);
}

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
    const oldIndex = Math.floor(element.scrollTop / rowHeight);
    const first = old[oldIndex];
    const index = first ? items.findIndex((item) => keyOf(item) === keyOf(first)) : -1;
    if (index >= 0 && index !== oldIndex) element.scrollTop += (index - oldIndex) * rowHeight;
  });
}
