import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { classes } from './classes.ts';

type MenuProps = {
  label: string;
  face: ComponentChildren;
  class?: string;
  align?: 'start' | 'end';
  children: ComponentChildren;
};

/** A button that opens a short list of links and buttons under it. Choosing, Escape or a click elsewhere closes it. */
export function Menu({ label, face, class: extra, align = 'start', children }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useLayoutEffect(() => {
    const element = root.current;
    if (!isOpen || !element) return;
    const ends = new AbortController();
    const { signal } = ends;
    const lines = () => [...element.querySelectorAll<HTMLElement>('[data-menu] :is(a, button)')];
    const enter = () => lines()[0]?.focus();
    // It may be opened before its lines are here.
    const coming = new MutationObserver(() => {
      if (lines().length === 0) return;
      coming.disconnect();
      if (document.activeElement === button.current) enter();
    });
    if (lines().length > 0) enter();
    else coming.observe(element, { childList: true, subtree: true });
    const close = () => setOpen(false);
    const isOutside = (target: EventTarget | null) => target instanceof Node && !element.contains(target);

    document.addEventListener('pointerdown', ({ target }) => isOutside(target) && close(), { signal });
    element.addEventListener('focusout', ({ relatedTarget }) => isOutside(relatedTarget) && close(), { signal });
    element.addEventListener(
      'click',
      ({ target }) => target instanceof Element && target.closest('[data-menu] :is(a, button)') && close(),
      { signal },
    );
    element.addEventListener(
      'keydown',
      (event) => {
        const items = lines();
        const at = items.indexOf(document.activeElement as HTMLElement);
        if (event.key === 'ArrowDown') items[(at + 1) % items.length]?.focus();
        else if (event.key === 'ArrowUp') items.at(at - 1)?.focus();
        else if (event.key === 'Escape') {
          close();
          button.current?.focus();
        } else return;
        event.preventDefault();
        event.stopPropagation();
      },
      { signal },
    );
    return () => {
      coming.disconnect();
      ends.abort();
    };
  }, [isOpen]);

  return (
    <div ref={root} class={classes('relative', extra)}>
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
        class="flex max-w-full items-center gap-1.5 rounded-medium px-2 py-1.5 font-semibold hover:bg-raised"
      >
        {face}
      </button>
      <div
        id={id}
        data-menu
        hidden={!isOpen}
        class={classes(
          'rise absolute top-full z-20 mt-1 max-w-80 min-w-56 rounded-medium border border-line bg-surface p-1 shadow-float',
          align === 'start' ? 'start-0' : 'end-0',
        )}
      >
        {children}
      </div>
    </div>
  );
}

export const menuItem =
  'flex w-full items-center gap-2 rounded-small px-2.5 py-2 text-start hover:bg-raised aria-current:font-semibold';
