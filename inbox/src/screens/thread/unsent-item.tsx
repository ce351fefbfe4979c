import type { Unsent } from '@everthread/shared/client/timeline';
import { useStrings } from '../../locale.ts';
import { Icon } from '../../ui/icon.tsx';
import { Bubble, NoteFrame } from './message-item.tsx';

type UnsentItemProps = { message: Unsent; onRetry: () => void; onEdit: () => void };

/** A message on its way, or one that did not get there. */
export function UnsentItem({ message, onRetry, onEdit }: UnsentItemProps) {
  const t = useStrings();
  const isNote = message.kind === 'note';
  const fate =
    message.state === 'sending' ? (
      <p class="mt-0.5 px-1 text-small text-faint">{t.thread.sending}</p>
    ) : (
      <p class="mt-0.5 flex items-center gap-2 px-1 text-small text-danger">
        <Icon name="alert" class="size-3.5" />
        {t.thread.notSent}
        <button type="button" class="font-semibold underline" onClick={onRetry}>
          {t.thread.retry}
        </button>
        <button type="button" class="font-semibold underline" onClick={onEdit}>
          {t.thread.edit}
        </button>
      </p>
    );
  if (isNote) {
    return (
      <NoteFrame>
        <p dir="auto" class="typed text-read">
          {message.text}
        </p>
        {fate}
      </NoteFrame>
    );
  }
  return (
    <article class="mt-2 flex flex-col items-end">
      <Bubble text={message.text} isOurs />
      {fate}
    </article>
  );
}
