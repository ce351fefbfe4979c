import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import { closeForGood, dialogClosing } from './dialog-closing.ts';
import { Icon } from './icon.tsx';

type DialogProps = {
  title: string;
  closeLabel: string;
  onClose: () => void;
  width?: 'usual' | 'wide';
  children: ComponentChildren;
};

/** A window above everything else. The browser keeps the focus inside and gives it back afterwards. */
export function Dialog({ title, closeLabel, onClose, width = 'usual', children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // At once: the next key is already its own. However it goes, it is closed: else the focus would not be given back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => closeForGood(element);
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      {...dialogClosing(dialog, onClose)}
      closedby="any"
      class={classes(
        'rise m-auto max-w-[calc(100vw-2rem)] rounded-large border border-line bg-surface p-0 text-ink shadow-float backdrop:bg-shade',
        width === 'wide' ? 'w-160' : 'w-96',
      )}
    >
      <div class="p-5">
        <div class="mb-3 flex items-center justify-between">
          <h2 id={id} class="text-title font-semibold">
            {title}
          </h2>
          <Button look="quiet" size="icon" aria-label={closeLabel} onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </Button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
