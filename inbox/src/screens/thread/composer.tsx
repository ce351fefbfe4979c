import type { ThreadId } from '@everthread/shared/models/ids';
import { useId } from 'preact/hooks';
import { MESSAGE_MAX_LENGTH } from '../../limits.ts';
import { useStrings } from '../../locale.ts';
import { type DraftsModel, draftOf, type Mode, modeOf } from '../../models/drafts-model.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';

type ComposerProps = {
  threadId: ThreadId;
  drafts: DraftsModel;
  to: string;
  isDone: boolean;
  onSend: (mode: Mode, text: string) => void;
};

export const COMPOSER_ID = 'composer';

// Says so as long as an input method is composing; some browsers only by the key code.
const isComposing = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229;

/** Where an agent writes: a reply to the visitor, or a note that looks like nothing a visitor ever gets. */
export function Composer({ threadId, drafts, to, isDone, onSend }: ComposerProps) {
  const t = useStrings();
  const id = useId();
  const mode = modeOf(drafts, threadId);
  const text = draftOf(drafts, threadId, mode);
  const isNote = mode === 'note';
  const over = text.length - MESSAGE_MAX_LENGTH;
  const canSend = text.trim() !== '' && over <= 0;

  function send(): void {
    if (!canSend) return;
    onSend(mode, text.trim());
    drafts.write(threadId, mode, '');
    document.getElementById(COMPOSER_ID)?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    if (!event.repeat) send();
  }

  return (
    <section aria-label={t.composer.region} class="shrink-0 px-3 pb-3 two:px-5 two:pb-5">
      <div
        data-mode={mode}
        class={classes(
          'mx-auto max-w-192 rounded-large border transition-colors focus-within:outline-2 focus-within:-outline-offset-1',
          isNote
            ? 'border-note-line bg-note focus-within:outline-note-line'
            : 'border-strong-line bg-surface focus-within:outline-accent',
        )}
      >
        <div class="flex items-center gap-1 px-2 pt-2">
          <fieldset class="contents">
            <legend class="sr-only">{t.composer.modes}</legend>
            <ModeButton isChosen={!isNote} onChoose={() => drafts.setMode(threadId, 'message')}>
              {t.composer.reply}
            </ModeButton>
            <ModeButton isChosen={isNote} isNote onChoose={() => drafts.setMode(threadId, 'note')}>
              {t.composer.note}
            </ModeButton>
          </fieldset>
          {isNote && (
            <span class="ms-2 flex items-center gap-1 text-small font-medium text-note-ink">
              <Icon name="lock" class="size-3.5" /> {t.composer.noteHint}
            </span>
          )}
        </div>
        <textarea
          id={COMPOSER_ID}
          dir="auto"
          rows={2}
          value={text}
          placeholder={isNote ? t.composer.noteTo : t.composer.replyTo(to)}
          aria-label={isNote ? t.composer.noteLabel : t.composer.replyLabel}
          aria-describedby={id}
          class={classes(
            'grows block max-h-[40dvh] min-h-16 w-full resize-none bg-transparent px-3.5 py-2 text-read outline-none',
            isNote && 'placeholder:text-note-ink',
          )}
          onInput={(event) => drafts.write(threadId, mode, event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <div class="flex items-center justify-between gap-3 px-2 pb-2">
          <p id={id} class={classes('min-w-0 ps-1.5 text-small', isNote ? 'text-note-ink' : 'text-faint')}>
            {over > 0 ? (
              <span class="font-medium text-danger">{t.composer.tooLong(over)}</span>
            ) : isDone && !isNote ? (
              t.composer.doneHint
            ) : (
              <span class="hidden two:inline">{t.composer.enterHint}</span>
            )}
          </p>
          <Button look={isNote ? 'note' : 'primary'} disabled={!canSend} onClick={send}>
            {isNote ? t.composer.addNote : t.composer.sendReply}
          </Button>
        </div>
      </div>
    </section>
  );
}

type ModeButtonProps = { isChosen: boolean; isNote?: boolean; onChoose: () => void; children: string };

function ModeButton({ isChosen, isNote, onChoose, children }: ModeButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={() => {
        onChoose();
        document.getElementById(COMPOSER_ID)?.focus();
      }}
      class={classes(
        'rounded-medium px-2.5 py-1 font-medium transition-colors',
        isChosen && isNote && 'bg-note-fill text-on-note',
        isChosen && !isNote && 'bg-raised text-ink',
        !isChosen && 'text-soft hover:text-ink',
      )}
    >
      {children}
    </button>
  );
}
