import type { MessageId } from '@everthread/shared/models/ids';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useThreadScope } from './thread-scope.ts';

/** Asks once more before one's own message is taken back. */
export function DeleteDialog({ messageId }: { messageId: MessageId }) {
  const t = useStrings();
  const w = useThreadWords();
  const { toasts } = useApp();
  const { thread } = useThreadScope();
  const isNote = thread.sent.value.find(({ id }) => id === messageId)?.kind === 'note';
  const close = () => {
    thread.deletingId.value = undefined;
  };

  async function remove(): Promise<void> {
    close();
    try {
      await thread.remove(messageId);
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${w.message.notDeleted}. ${errorWords(error, t)}` });
    }
  }

  return (
    <Dialog title={w.message.deleteTitle} closeLabel={t.close} onClose={close}>
      <p class="text-soft">{isNote ? w.message.deleteNoteHint : w.message.deleteHint}</p>
      <div class="mt-4 flex justify-end gap-2">
        <Button onClick={close}>{t.cancel}</Button>
        <Button look="danger" onClick={() => void remove()}>
          {w.message.delete}
        </Button>
      </div>
    </Dialog>
  );
}
