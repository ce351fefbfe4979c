import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useStrings } from '../../locale.ts';

const KEPT = 'everthread.sidebar';

/** Whether there is room for the sidebar beside the lists. */
const isRoomy = () => matchMedia('(width >= 64rem)').matches;

/** How the sidebar stands: beside the lists, where there is room and one wants it; or over them, when it was asked for. */
export function sidebarPlace(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined) {
  const isKept = signal(storage?.getItem(KEPT) !== 'hidden');
  const isOver = signal(false);

  function keep(isShown: boolean): void {
    isKept.value = isShown;
    try {
      storage?.setItem(KEPT, isShown ? 'shown' : 'hidden');
    } catch {
      // Where nothing may be kept it stands as it stood the next time.
    }
  }

  return {
    isKept,
    isOver,
    toggle() {
      if (isRoomy()) keep(!isKept.peek());
      else isOver.value = !isOver.peek();
    },
    hide() {
      if (isRoomy()) keep(false);
      isOver.value = false;
    },
    close() {
      isOver.value = false;
    },
  };
}
export type SidebarPlace = ReturnType<typeof sidebarPlace>;

/** The sidebar over the lists. Escape and a press beside it close it. */
export function Drawer({ onClose, children }: { onClose: () => void; children: ComponentChildren }) {
  const t = useStrings();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-label={t.views.region}
      onClose={onClose}
      closedby="any"
      class="drawer m-0 h-full max-h-none w-72 max-w-[85vw] border-e border-line bg-ground p-0 text-ink shadow-float backdrop:bg-shade"
    >
      {children}
    </dialog>
  );
}
