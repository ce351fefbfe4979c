import type { Unsent } from '@everthread/shared/client/timeline';
import { laterPart } from '../../later.tsx';
import { useThreadWords } from '../../locales/en-thread.ts';
import { Icon } from '../../ui/icon.tsx';
import { MessageFiles } from './message-files.tsx';
import { Bubble, NoteFrame } from './message-item.tsx';
import { QuoteBlock } from './quote-block.tsx';
import { RichText } from './rich-text.tsx';
import { useThreadScope } from './thread-scope.ts';

const StaleNotice = laterPart(async () => (await import('./around-the-waiting.ts')).StaleNotice);

type UnsentItemProps = { message: Unsent; onRetry: () => void; onEdit: () => void };

/** A message on its way, or one that did not get there. */
export function UnsentItem({ message, onRetry, onEdit }: UnsentItemProps) {
  const w = useThreadWords();
  const { thread } = useThreadScope();
  const { quote, attachments = [] } = thread.extrasOf(message.id);
  const isNote = message.kind === 'note';
  const between = thread.between.value.get(message.id);
  const fate = between ? (
    <StaleNotice between={between} onSend={onRetry} onEdit={onEdit} />
  ) : message.state === 'sending' ? (
    <p class="mt-0.5 px-1 text-small text-faint">{w.thread.sending}</p>
  ) : (
    <p class="mt-0.5 flex items-center gap-2 px-1 text-small text-danger">
      <Icon name="alert" class="size-3.5" />
      {w.thread.notSent}
      <button type="button" class="font-semibold underline" onClick={onRetry}>
        {w.thread.retry}
      </button>
      <button type="button" class="font-semibold underline" onClick={onEdit}>
        {w.thread.edit}
      </button>
    </p>
  );
  const words = (
    <>
      {quote && <QuoteBlock quote={quote} />}
      {message.text && <RichText text={message.text} />}
      <MessageFiles files={attachments} />
    </>
  );
  if (isNote) {
    return (
      <article class="mt-4">
        <NoteFrame>
          {words}
          {fate}
        </NoteFrame>
      </article>
    );
  }
  return (
    <article class="mt-2 flex flex-col items-end">
      <Bubble isOurs>{words}</Bubble>
      {fate}
    </article>
  );
}
