import type { TeamMessage } from '@everthread/shared/models/message';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { useStrings } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import { placeBeside } from '../../ui/place-beside.ts';
import { topicDoings } from '../topic/around-the-topic.ts';
import { copyFromThread } from './copy-from-thread.ts';
import { mayChangeMessage, topicToPart } from './may-change-message.ts';
import { Choice } from './menu-choice.tsx';
import { useThreadScope } from './thread-scope.ts';
import { TranslateChoice } from './translate-choice.tsx';

type MessageMenuProps = {
  message: TeamMessage;
  anchor: RefObject<HTMLElement | null>;
  hasHistory: boolean;
  onHistory: () => void;
  onClose: () => void;
};

/** Everything that can be done with a message. */
export function MessageMenu({ message, anchor, onHistory, onClose: onClosed }: MessageMenuProps) {
  const words = useThreadWords();
  const { toasts } = useApp();
  const { thread, agentId, linkTo, onQuote } = useThreadScope();
  const menu = useRef<HTMLDivElement>(null);
  const { id, text, editedAt, deletedAt } = message;
  const mayChange = mayChangeMessage(message, agentId);

  useLayoutEffect(() => {
    const element = menu.current;
    if (!element || !anchor.current) return;
    element.showPopover();
    placeBeside(element, anchor.current);
    element.querySelector('button')?.focus();
  }, []);

  // Hidden first: then the browser gives the focus back, and a dialog that opens next gives it back there as well.
  function onClose(): void {
    menu.current?.hidePopover();
    onClosed();
  }

  function copy(what: string): void {
    onClose();
    void copyFromThread(what, { toasts });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const items = [...(menu.current?.querySelectorAll('button') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    if (event.key === 'ArrowDown') items[(at + 1) % items.length]?.focus();
    else if (event.key === 'ArrowUp') items.at(at - 1)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') menu.current?.hidePopover();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={menu}
      popover="auto"
      role="menu"
      aria-label={words.message.more}
      onKeyDown={onKeyDown}
      onToggle={(event) => event.newState === 'closed' && menu.current && onClosed()}
      class="rise m-0 min-w-48 rounded-medium border border-line bg-surface p-1 text-ink shadow-float"
    >
      {!deletedAt && (
        <Choice
          icon="quote"
          onChoose={() => {
            onClose();
            onQuote(message);
          }}
        >
          {words.message.quote}
        </Choice>
      )}
      {text && (
        <Choice icon="copy" onChoose={() => copy(text)}>
          {words.message.copy}
        </Choice>
      )}
      <Choice icon="link" onChoose={() => copy(linkTo(message))}>
        {words.message.copyLink}
      </Choice>
      <TranslateChoice message={message} onClose={onClose} />
      <Rearranging message={message} onClose={onClose} />
      {(editedAt || deletedAt) && (
        <Choice
          icon="clock"
          onChoose={() => {
            onClose();
            onHistory();
          }}
        >
          {words.message.history}
        </Choice>
      )}
      {mayChange && (
        <>
          {text && (
            <Choice
              icon="pencil"
              onChoose={() => {
                onClose();
                thread.editedId.value = id;
              }}
            >
              {words.message.edit}
            </Choice>
          )}
          <Choice
            icon="bin"
            onChoose={() => {
              onClose();
              thread.deletingId.value = id;
            }}
          >
            {words.message.delete}
          </Choice>
        </>
      )}
    </div>
  );
}

/** What makes another topic of it, or puts it into another. */
function Rearranging({ message, onClose }: Pick<MessageMenuProps, 'message' | 'onClose'>) {
  const { app, inbox, thread } = useMessageActing();
  const t = useStrings();
  const words = useThreadWords();
  const topic = topicToPart(message, thread);
  if (!topic || !inbox.roster.mayWrite.value) return null;
  const acting = { app, inbox, t, topic };
  return (
    <>
      {message.seq > topic.firstSeq && (
        <Choice
          icon="layers"
          onChoose={() => {
            onClose();
            void topicDoings().then(({ splitAt }) => splitAt(acting, message.id));
          }}
        >
          {words.message.split}
        </Choice>
      )}
      <Choice
        icon="tray"
        onChoose={() => {
          onClose();
          inbox.changes.ask({ name: 'move', topic, messageId: message.id });
        }}
      >
        {words.message.move}
      </Choice>
    </>
  );
}

function useMessageActing() {
  const app = useApp();
  const { inbox, thread } = useThreadScope();
  return { app, inbox, thread };
}
