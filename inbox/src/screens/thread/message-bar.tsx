import type { TeamMessage } from '@everthread/shared/models/message';
import { useRef, useState } from 'preact/hooks';
import { useThreadWords } from '../../locales/en-thread.ts';
import { Icon } from '../../ui/icon.tsx';
import { MessageMenu } from './around-the-message.tsx';
import { useThreadScope } from './thread-scope.ts';

type MessageBarProps = { message: TeamMessage; hasHistory: boolean; onHistory: () => void };

const SAME_PRESS_MS = 300;

const button = 'flex size-7 items-center justify-center rounded-medium text-soft hover:bg-raised hover:text-ink';

/** What can be done with the message that the hand or the keyboard is at. */
export function MessageBar({ message, hasHistory, onHistory }: MessageBarProps) {
  const w = useThreadWords();
  const { onQuote } = useThreadScope();
  const [isOpen, setOpen] = useState(false);
  const more = useRef<HTMLButtonElement>(null);
  const closedAt = useRef(0);
  return (
    <div class="flex shrink-0 rounded-medium border border-line bg-surface">
      {!message.deletedAt && (
        <button
          type="button"
          aria-label={w.message.quote}
          aria-keyshortcuts="Q"
          title={w.message.quote}
          onClick={() => onQuote(message)}
          class={`${button} hidden two:flex`}
        >
          <Icon name="quote" />
        </button>
      )}
      <button
        ref={more}
        type="button"
        data-more
        aria-label={w.message.more}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={w.message.more}
        // The press that closes an open menu from outside is no wish to open it again. A key closes none so.
        onClick={({ detail }) =>
          setOpen(!isOpen && (detail === 0 || performance.now() - closedAt.current > SAME_PRESS_MS))
        }
        class={button}
      >
        <Icon name="more" />
      </button>
      {isOpen && (
        <MessageMenu
          message={message}
          anchor={more}
          hasHistory={hasHistory}
          onHistory={onHistory}
          onClose={() => {
            closedAt.current = performance.now();
            setOpen(false);
          }}
        />
      )}
    </div>
  );
}
