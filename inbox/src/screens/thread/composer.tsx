import { useId } from 'preact/hooks';
import { laterPart } from '../../later.tsx';
import { useThreadWords } from '../../locales/en-thread.ts';
import type { Mode } from '../../models/drafts-model.ts';
import type { Extras } from '../../models/unsent-replies.ts';
import { classes } from '../../ui/classes.ts';
import { ComposerFoot } from './composer-foot.tsx';
import { COMPOSER_ID } from './composer-id.ts';
import { ComposerModes } from './composer-modes.tsx';
import { ComposerQuote } from './composer-quote.tsx';
import { helpOpen, originals, takeOriginal } from './help-open.ts';
import { isComposing } from './is-composing.ts';
import { useThreadScope } from './thread-scope.ts';
import { useAhead } from './use-ahead.ts';
import { selectFirstUnfilled, useLists } from './use-lists.tsx';
import { writtenIn } from './written.ts';

const KeptDrafts = laterPart(async () => (await import('./around-the-waiting.ts')).KeptDrafts);
const HelpPanel = laterPart(async () => (await import('./around-the-help.ts')).HelpPanel);
const OriginalLine = laterPart(async () => (await import('./around-the-help.ts')).OriginalLine);
const DraftFiles = laterPart(async () => (await import('./around-the-files.ts')).DraftFiles);

type ComposerProps = {
  to: string;
  isDone: boolean;
  isAttaching: boolean;
  onSend: (mode: Mode, text: string, extras: Extras) => void;
  onTyped: () => void; // to the visitor
  onFiles: (files: File[]) => void;
  onEditLast: () => boolean;
};

/** Where an agent writes: a reply to the visitor, or a note that looks like nothing a visitor ever gets. */
export function Composer({ to, isDone, isAttaching, onSend, onTyped, onFiles, onEditLast }: ComposerProps) {
  const words = useThreadWords().composer;
  const { threadId, thread, drafts } = useThreadScope();
  const hintId = useId();
  const written = writtenIn(drafts, threadId, isAttaching);
  const { mode, text, quote, kept, files } = written;
  const isNote = mode === 'note';
  const lists = useLists(mode, () => send());
  const original = isNote ? undefined : originals.value.get(threadId);

  useAhead();

  function send(at?: string): void {
    if (!written.canSend) return;
    if (written.missing) {
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
    const pasted = pastedFiles(event);
    if (pasted.length === 0) return;
    event.preventDefault();
    onFiles(pasted);
  }

  return (
    <section aria-label={words.region} class="shrink-0 px-3 pb-3 two:px-5 two:pb-5">
      <div
        data-mode={mode}
        class={classes(
          'relative mx-auto max-w-192 rounded-large border focus-within:outline-2 focus-within:-outline-offset-1',
          isNote
            ? 'border-note-line bg-note focus-within:outline-note-line'
            : 'border-strong-line bg-surface focus-within:outline-accent',
        )}
      >
        <ComposerModes mode={mode} onChoose={(chosen) => drafts.setMode(threadId, chosen)} />
        {kept.length > 0 && (
          <KeptDrafts kept={kept} onTake={(how) => void drafts.takeKept({ threadId, kind: mode }, how)} />
        )}
        {quote && <ComposerQuote quote={quote} onRemove={() => drafts.quote(threadId, mode, undefined)} />}
        {lists.shown}
        {helpOpen.value?.threadId === threadId && <HelpPanel threadId={threadId} drafts={drafts} mode={mode} />}
        {original && original.own !== text && <OriginalLine threadId={threadId} original={original} />}
        <textarea
          id={COMPOSER_ID}
          {...lists.field}
          dir="auto"
          rows={2}
          value={text}
          placeholder={isNote ? words.noteTo : words.replyTo(to)}
          aria-label={isNote ? words.noteLabel : words.replyLabel}
          aria-describedby={hintId}
          class={classes(
            'grows block max-h-[40dvh] min-h-16 w-full resize-none bg-transparent px-3.5 py-2 text-read outline-none',
            isNote && 'placeholder:text-note-ink',
          )}
          onInput={(event) => onInput(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        {files && <DraftFiles model={files} />}
        <ComposerFoot written={written} isDone={isDone} hintId={hintId} onFiles={onFiles} onSend={send} />
      </div>
    </section>
  );
}

/** Words copied from an office program come with a picture of themselves: then the words are meant. */
const pastedFiles = ({ clipboardData }: ClipboardEvent): File[] =>
  clipboardData?.types.includes('text/plain') ? [] : [...(clipboardData?.files ?? [])];
