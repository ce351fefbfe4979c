import type { MessageId } from '@everthread/shared/models/ids';
import { Dialog } from '../../ui/dialog.tsx';
import { menuItem } from '../../ui/menu.tsx';
import type { Acting } from './act.ts';
import { mergeTargets, moveTargets } from './rearrange.tsx';
import { workWords } from './work-words.ts';

type MoveDialogProps = { acting: Acting; messageId: MessageId | undefined; onClose: () => void };

/** Where a message, or all of a topic, shall go. */
export function MoveDialog({ acting, messageId, onClose }: MoveDialogProps) {
  const w = workWords();
  const choices = messageId ? moveTargets(acting, messageId) : mergeTargets(acting, '');
  return (
    <Dialog title={messageId ? w.moveTitle : w.mergeTitle} closeLabel={acting.t.close} onClose={onClose}>
      <ul class="-mx-2 flex flex-col">
        {choices.map(({ id, label, hint, face, run }, i) => (
          <li key={id}>
            <button
              type="button"
              autofocus={i === 0}
              class={menuItem}
              onClick={() => {
                onClose();
                void run();
              }}
            >
              {face}
              <span dir="auto" class="line min-w-0 flex-1">
                {label}
              </span>
              {hint && <bdi class="shrink-0 text-small text-faint">{hint}</bdi>}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
