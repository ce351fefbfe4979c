import type { TeamMessage } from '@everthread/shared/models/message';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { MESSAGE_MAX_LENGTH } from '../../limits.ts';
import { useStrings } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import { Button } from '../../ui/button.tsx';
import { COMPOSER_ID } from './composer-id.ts';
import { isComposing } from './is-composing.ts';
import { useThreadScope } from './thread-scope.ts';

/** Other words for one's own message, in its place. */
export function MessageEditor({ message }: { message: TeamMessage }) {
  const t = useStrings();
  const said = useThreadWords();
  const { toasts } = useApp();
  const { thread } = useThreadScope();
  const [text, setText] = useState(message.text);
  const field = useRef<HTMLTextAreaElement>(null);
  const over = text.length - MESSAGE_MAX_LENGTH;
  const canSave = text.trim() !== '' && over <= 0;

  useLayoutEffect(() => {
    const element = field.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
    element?.scrollIntoView({ block: 'nearest' });
  }, []);

  function leave(): void {
    thread.editedId.value = undefined;
    document.getElementById(COMPOSER_ID)?.focus();
  }

  async function save(words: string): Promise<void> {
    try {
      await thread.edit(message.id, words);
    } catch (error) {
      const action = { label: t.tryAgain, run: () => void save(words) };
      toasts.show({ tone: 'trouble', text: `${said.message.notEdited}. ${errorWords(error, t)}`, action });
    }
  }

  function submit(): void {
    if (!canSave) return;
    if (text.trim() !== message.text) void save(text.trim());
    leave();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    if (event.key === 'Escape') leave();
    else if (event.key === 'Enter' && !event.shiftKey) submit();
    else return;
    event.preventDefault();
  }

  return (
    <div>
      <textarea
        ref={field}
        dir="auto"
        rows={2}
        value={text}
        aria-label={said.message.editLabel}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        class="grows block max-h-[40dvh] w-full resize-none rounded-medium border border-strong-line bg-surface px-2.5 py-1.5 text-read"
      />
      <div class="mt-2 flex flex-wrap items-center justify-end gap-2">
        <p class="me-auto text-small text-soft">
          {over > 0 ? <span class="text-danger">{said.composer.tooLong(over)}</span> : said.message.editHint}
        </p>
        <Button size="small" onClick={leave}>
          {t.cancel}
        </Button>
        <Button size="small" look="primary" disabled={!canSave} onClick={submit}>
          {t.save}
        </Button>
      </div>
    </div>
  );
}
