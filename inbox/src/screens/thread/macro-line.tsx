import type { SavedReply } from '@everthread/shared/models/saved-reply';
import { useWritingWords } from '../../locales/en-writing.ts';
import { Icon } from '../../ui/icon.tsx';
import { saysOf } from './macro-words.ts';
import { useThreadScope } from './thread-scope.ts';

/** What will be done to the topic as the reply is sent, and a way to let it be. */
export function MacroLine({ reply, onDrop }: { reply: SavedReply; onDrop: () => void }) {
  const w = useWritingWords();
  const { inbox } = useThreadScope();
  return (
    <p class="mx-3 mb-1 flex items-center gap-2 rounded-medium bg-chosen px-2.5 py-1 text-small">
      <span class="min-w-0 flex-1">
        <span class="font-medium">{w.macro.withReply}</span> {saysOf(reply.actions, inbox, w.macro).join(' · ')}
      </span>
      <button
        type="button"
        aria-label={w.macro.drop}
        title={w.macro.drop}
        onClick={onDrop}
        class="flex size-7 shrink-0 items-center justify-center rounded-medium hover:bg-raised"
      >
        <Icon name="close" class="size-3.5" />
      </button>
    </p>
  );
}
