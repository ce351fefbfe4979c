import { classes } from './classes.ts';
import { FirstIcon } from './first-icon.tsx';

type Toast = { id: number; tone: 'news' | 'trouble'; text: string; action?: { label: string; run: () => void } };
type ToastStackProps = {
  toasts: readonly Toast[];
  isInThread: boolean; // where on a phone one writes at the bottom and presses at the top: over what was said long ago
  closeLabel: string;
  onDismiss: (id: number) => void;
  onHold: (isOver: boolean) => void; // whether one points at them, or the focus is in one
};

export function ToastStack({ toasts, isInThread, closeLabel, onDismiss, onHold }: ToastStackProps) {
  return (
    <div
      role="status"
      onPointerEnter={() => onHold(true)}
      onPointerLeave={() => onHold(false)}
      onFocusIn={() => onHold(true)}
      onFocusOut={() => onHold(false)}
      class={classes(
        'pointer-events-none fixed inset-x-0 z-30 flex flex-col items-center gap-2 p-4 two:items-start',
        isInThread ? 'max-two:under-bars two:bottom-0' : 'bottom-0',
      )}
    >
      {toasts.map(({ id, tone, text, action }) => (
        <div
          key={id}
          class="rise pointer-events-auto flex max-w-full items-center gap-1 rounded-medium bg-toast py-1 ps-3.5 pe-1 text-on-toast shadow-float"
        >
          {tone === 'trouble' && <FirstIcon name="alert" class="me-1" />}
          <span class="me-2 py-1.5">{text}</span>
          {action && (
            <button
              type="button"
              class="shrink-0 rounded-small px-2 py-1.5 font-semibold text-toast-action outline-offset-0 hover:underline"
              onClick={() => {
                onDismiss(id);
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
          <button type="button" aria-label={closeLabel} class="rounded-small p-2" onClick={() => onDismiss(id)}>
            <FirstIcon name="close" class="size-3.5" />
          </button>
        </div>
      ))}
    </div>
  );
}
