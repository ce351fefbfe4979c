import { useThreadWords } from '../../locales/en-thread.ts';
import type { Mode } from '../../models/drafts-model.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { COMPOSER_ID } from './composer-id.ts';

type ComposerModesProps = { mode: Mode; onChoose: (mode: Mode) => void };

/** Whether it will be a reply or a note; of a note also who sees it. */
export function ComposerModes({ mode, onChoose }: ComposerModesProps) {
  const words = useThreadWords().composer;
  const isNote = mode === 'note';
  return (
    <div class="flex items-center gap-1 px-2 pt-2">
      <fieldset class="contents">
        <legend class="sr-only">{words.modes}</legend>
        <ModeButton isChosen={!isNote} onChoose={() => onChoose('message')}>
          {words.reply}
        </ModeButton>
        <ModeButton isChosen={isNote} isNote onChoose={() => onChoose('note')}>
          {words.note}
        </ModeButton>
      </fieldset>
      {isNote && (
        <span class="ms-2 flex min-w-0 items-center gap-1 text-small font-medium text-note-ink">
          <Icon name="lock" class="size-3.5" /> {words.noteHint}
        </span>
      )}
    </div>
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
