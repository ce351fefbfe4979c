import type { MacroActions, NewSavedReply, SavedReply } from '@everthread/shared/models/saved-reply';
import { useState } from 'preact/hooks';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { useWritingWords } from '../../locales/en-writing.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { MacroFields } from './macro-fields.tsx';

type Content = Omit<NewSavedReply, 'id'>;
type SavedReplyFormProps = {
  inbox: InboxModel;
  reply: SavedReply | undefined;
  onSave: (content: Content) => Promise<void>;
  onClose: () => void;
};

const field = 'rounded-medium border border-strong-line bg-surface px-2.5 py-2';

/** A saved reply: its name, its words, whose it is, and what it does besides. */
export function SavedReplyForm({ inbox, reply, onSave, onClose }: SavedReplyFormProps) {
  const t = useStrings();
  const w = useWritingWords();
  const [name, setName] = useState(reply?.name ?? '');
  const [text, setText] = useState(reply?.text ?? '');
  const [isPrivate, setPrivate] = useState(reply ? reply.ownerId !== null : false);
  const [actions, setActions] = useState<MacroActions>(reply?.actions ?? {});
  const [trouble, setTrouble] = useState<string>();
  const isWhole = name.trim() !== '' && (text.trim() !== '' || Object.keys(actions).length > 0);

  const submit = useOneAtATime(async () => {
    if (!isWhole) return;
    try {
      await onSave({ name: name.trim(), text: text.trim(), isPrivate, actions });
      onClose();
    } catch (error) {
      setTrouble(errorWords(error, t));
    }
  });

  return (
    <Dialog title={reply ? w.saved.edit : w.saved.create} closeLabel={t.close} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        class="flex flex-col gap-4"
      >
        <label class="flex flex-col gap-1.5">
          <span class="font-medium">{w.saved.name}</span>
          <input
            required
            dir="auto"
            maxLength={80}
            value={name}
            onInput={(e) => setName(e.currentTarget.value)}
            class={field}
          />
        </label>
        <label class="flex flex-col gap-1.5">
          <span class="font-medium">{w.saved.text}</span>
          <textarea
            dir="auto"
            rows={5}
            maxLength={10_000}
            value={text}
            onInput={(e) => setText(e.currentTarget.value)}
            class={field}
          />
        </label>
        <label class="flex items-center gap-2">
          <input
            type="checkbox"
            checked={isPrivate}
            onChange={(e) => setPrivate(e.currentTarget.checked)}
            class="size-4 accent-accent"
          />
          {w.saved.onlyMe}
        </label>
        <MacroFields roster={inbox.roster} actions={actions} onChange={setActions} />
        {trouble && <p class="text-danger">{trouble}</p>}
        <div class="flex justify-end gap-2">
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button type="submit" look="primary" disabled={!isWhole}>
            {t.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
