import type { ThreadId } from '@everthread/shared/models/ids';
import { useThreadWords } from '../../locales/en-thread.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { helpOpen } from './help-open.ts';

/** Opens what helps who is writing, and closes it. */
export function HelpButton({ threadId, isNote }: { threadId: ThreadId; isNote: boolean }) {
  const words = useThreadWords();
  const isOpen = helpOpen.value?.threadId === threadId;
  return (
    <button
      type="button"
      aria-label={words.composer.help}
      aria-expanded={isOpen}
      title={words.composer.help}
      onClick={() => {
        helpOpen.value = isOpen ? undefined : { threadId };
      }}
      class={classes(
        'flex size-9 shrink-0 items-center justify-center rounded-medium',
        isNote ? 'text-note-ink' : 'text-soft hover:bg-raised hover:text-ink',
      )}
    >
      <Icon name="unproven" />
    </button>
  );
}
