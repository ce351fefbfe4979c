import type { TeamMessage } from '@everthread/shared/models/message';
import { useRef } from 'preact/hooks';
import { useThreadWords } from '../../locales/en-thread.ts';
import { Icon } from '../../ui/icon.tsx';
import { useOpening } from '../../ui/use-opening.ts';
import { MessageMenu } from './around-the-message.tsx';
import { useThreadScope } from './thread-scope.ts';

type MessageBarProps = { message: TeamMessage; hasHistory: boolean; onHistory: () => void };

const button = 'flex size-7 items-center justify-center rounded-medium text-soft hover:bg-raised hover:text-ink';

/** What can be done with the message that the hand or the keyboard is at. */
export function MessageBar({ message, hasHistory, onHistory }: MessageBarProps) {
  const w = useThreadWords();
  const { onQuote } = useThreadScope();
  const { isOpen, press, close } = useOpening();
  const more = useRef<HTMLButtonElement>(null);
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
        {...press}
        class={button}
      >
        <Icon name="more" />
      </button>
      {isOpen && (
        <MessageMenu message={message} anchor={more} hasHistory={hasHistory} onHistory={onHistory} onClose={close} />
      )}
    </div>
  );
}
