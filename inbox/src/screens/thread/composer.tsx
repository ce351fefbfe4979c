import { unfilled } from '@everthread/shared/client/saved-reply-text';
import type { ThreadId } from '@everthread/shared/models/ids';
import { useId, useRef, useState } from 'preact/hooks';
import { laterPart } from '../../later.tsx';
import { MESSAGE_MAX_LENGTH } from '../../limits.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import { type DraftsModel, draftOf, filesOf, keptOf, type Mode, modeOf, quoteOf } from '../../models/drafts-model.ts';
import type { Extras } from '../../models/unsent-replies.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { COMPOSER_ID } from './composer-id.ts';
import { ComposerQuote } from './composer-quote.tsx';
import { HelpButton } from './help-button.tsx';
import { helpOpen, originals, takeOriginal } from './help-open.ts';
import { isComposing } from './is-composing.ts';
import { useThreadScope } from './thread-scope.ts';
import { useAhead } from './use-ahead.ts';
import { selectFirstUnfilled, useLists } from './use-lists.tsx';

const SendLater = laterPart(async () => (await import('./around-the-waiting.ts')).SendLater);
const KeptDrafts = laterPart(async () => (await import('./around-the-waiting.ts')).KeptDrafts);
const HelpPanel = laterPart(async () => (await import('./around-the-help.ts')).HelpPanel);
const OriginalLine = laterPart(async () => (await import('./around-the-help.ts')).OriginalLine);
const DraftFiles = laterPart(async () => (await import('./around-the-files.ts')).DraftFiles);

type ComposerProps = {
  threadId: ThreadId;
  drafts: DraftsModel;
  to: string;
  isDone: boolean;
  isAttaching: boolean;
  onSend: (mode: Mode, text: string, extras: Extras) => void;
  onTyped: () => void; // to the visitor
  onFiles: (files: File[]) => void;
  onEditLast: () => boolean;
};

/** Where an agent writes: a reply to the visitor, or a note that looks like nothing a visitor ever gets. */
export function Composer(props: ComposerProps) {
  const { threadId, drafts, to, isDone, isAttaching, onSend, onTyped, onFiles, onEditLast } = props;
  const words = useThreadWords();
  const { thread } = useThreadScope();
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const later = useRef<HTMLButtonElement>(null);
  const [isLaterOpen, setLaterOpen] = useState(false);
  const mode = modeOf(drafts, threadId);
  const text = draftOf(drafts, threadId, mode);
  const quote = quoteOf(drafts, threadId, mode);
  const kept = keptOf(drafts, threadId, mode);
  const files = filesOf(drafts, threadId, mode);
  const chosen = files?.files.value ?? [];
  const isNote = mode === 'note';
  const over = text.length - MESSAGE_MAX_LENGTH;
  const isWhole = !isAttaching && (files?.isWhole.value ?? true);
  const [missing] = isNote ? [] : unfilled(text);
  const canSend = (text.trim() !== '' || chosen.length > 0) && isWhole && over <= 0;
  const lists = useLists({ drafts, threadId, mode, onEnter: () => send() });
  const isHelped = helpOpen.value?.threadId === threadId;
  const original = isNote ? undefined : originals.value.get(threadId);

  useAhead();

  function send(at?: string): void {
    if (!canSend) return;
    if (missing) {
      selectFirstUnfilled(text);
      return;
    }
    const release = at === undefined ? {} : { release: { at } };
    onSend(mode, text.trim(), { quote, attachments: files?.take() ?? [], ...release, ...lists.take(text) });
    const own = isNote ? undefined : takeOriginal(threadId, text);
    const sent = thread.timeline.peek().unsent.at(-1)?.id;
    if (own && sent) void import('./around-the-help.ts').then((help) => help.noteOnceSent(thread, threadId, sent, own));
    drafts.write(threadId, mode, '');
    drafts.quote(threadId, mode, undefined);
    document.getElementById(COMPOSER_ID)?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    if (lists.onKey(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key === 'ArrowUp' && text === '' && onEditLast()) event.preventDefault();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    if (!event.repeat) send();
  }

  function onInput(typed: string): void {
    drafts.write(threadId, mode, typed);
    if (!isNote && typed) onTyped();
    lists.look();
  }

  function onPaste(event: ClipboardEvent): void {
    const pasted = [...(event.clipboardData?.files ?? [])];
    // Words copied from an office program come with a picture of themselves.
    if (pasted.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
    event.preventDefault();
    onFiles(pasted);
  }

  const hint = () => {
    if (over > 0) return <span class="font-medium text-danger">{words.composer.tooLong(over)}</span>;
    if (missing) return <span class="font-medium text-danger">{words.composer.fillIn(missing)}</span>;
    if (chosen.some(({ state }) => state.name === 'failed'))
      return <span class="font-medium text-danger">{words.composer.filesFailed}</span>;
    if (!isWhole) return words.composer.filesOnTheirWay;
    if (isDone && !isNote) return words.composer.doneHint;
    return (
      <span class="hidden two:inline">
        {isNote ? words.composer.noteLists : words.composer.replyLists} · {words.composer.enterHint}
      </span>
    );
  };

  return (
    <section aria-label={words.composer.region} class="shrink-0 px-3 pb-3 two:px-5 two:pb-5">
      <div
        data-mode={mode}
        class={classes(
          'relative mx-auto max-w-192 rounded-large border focus-within:outline-2 focus-within:-outline-offset-1',
          isNote
            ? 'border-note-line bg-note focus-within:outline-note-line'
            : 'border-strong-line bg-surface focus-within:outline-accent',
        )}
      >
        <div class="flex items-center gap-1 px-2 pt-2">
          <fieldset class="contents">
            <legend class="sr-only">{words.composer.modes}</legend>
            <ModeButton isChosen={!isNote} onChoose={() => drafts.setMode(threadId, 'message')}>
              {words.composer.reply}
            </ModeButton>
            <ModeButton isChosen={isNote} isNote onChoose={() => drafts.setMode(threadId, 'note')}>
              {words.composer.note}
            </ModeButton>
          </fieldset>
          {isNote && (
            <span class="ms-2 flex min-w-0 items-center gap-1 text-small font-medium text-note-ink">
              <Icon name="lock" class="size-3.5" /> {words.composer.noteHint}
            </span>
          )}
        </div>
        {kept.length > 0 && (
          <KeptDrafts kept={kept} onTake={(how) => void drafts.takeKept({ threadId, kind: mode }, how)} />
        )}
        {quote && <ComposerQuote quote={quote} onRemove={() => drafts.quote(threadId, mode, undefined)} />}
        {lists.shown}
        {isHelped && <HelpPanel threadId={threadId} drafts={drafts} mode={mode} />}
        {original && original.own !== text && <OriginalLine threadId={threadId} original={original} />}
        <textarea
          id={COMPOSER_ID}
          {...lists.field}
          dir="auto"
          rows={2}
          value={text}
          placeholder={isNote ? words.composer.noteTo : words.composer.replyTo(to)}
          aria-label={isNote ? words.composer.noteLabel : words.composer.replyLabel}
          aria-describedby={id}
          class={classes(
            'grows block max-h-[40dvh] min-h-16 w-full resize-none bg-transparent px-3.5 py-2 text-read outline-none',
            isNote && 'placeholder:text-note-ink',
          )}
          onInput={(event) => onInput(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        {files && <DraftFiles model={files} />}
        <div class="flex items-center justify-between gap-2 px-2 py-2">
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            onChange={({ currentTarget }) => {
              onFiles([...(currentTarget.files ?? [])]);
              currentTarget.value = '';
            }}
          />
          <button
            type="button"
            aria-label={words.composer.attach}
            title={words.composer.attach}
            onClick={() => picker.current?.click()}
            class={classes(
              'flex size-9 shrink-0 items-center justify-center rounded-medium',
              isNote ? 'text-note-ink' : 'text-soft hover:bg-raised hover:text-ink',
            )}
          >
            <Icon name="clip" />
          </button>
          <HelpButton threadId={threadId} isNote={isNote} />
          <p id={id} class={classes('min-w-0 flex-1 text-small text-balance', isNote ? 'text-note-ink' : 'text-faint')}>
            {hint()}
          </p>
          {!isNote && (
            <button
              ref={later}
              type="button"
              aria-label={words.composer.sendLater}
              aria-haspopup="dialog"
              title={words.composer.sendLater}
              disabled={!canSend}
              onClick={() => setLaterOpen(!isLaterOpen)}
              class="flex size-9 shrink-0 items-center justify-center rounded-medium text-soft hover:bg-raised hover:text-ink disabled:opacity-50"
            >
              <Icon name="clock" />
            </button>
          )}
          {isLaterOpen && <SendLater anchor={later} onChoose={send} onClose={() => setLaterOpen(false)} />}
          <Button look={isNote ? 'note' : 'primary'} disabled={!canSend} onClick={() => send()}>
            {isNote ? words.composer.addNote : words.composer.sendReply}
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
        'rounded-medium px-2.5 py-1 font-medium',
        isChosen && isNote && 'bg-note-fill text-on-note',
        isChosen && !isNote && 'bg-raised text-ink',
        !isChosen && 'text-soft hover:text-ink',
      )}
    >
      {children}
    </button>
  );
}
