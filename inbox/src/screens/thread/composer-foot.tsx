import { useThreadWords } from '../../locales/en-thread.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { AttachButton } from './attach-button.tsx';
import { ComposerHint } from './composer-hint.tsx';
import { HelpButton } from './help-button.tsx';
import { SendLaterButton } from './send-later-button.tsx';
import { useThreadScope } from './thread-scope.ts';
import type { Written } from './written.ts';

type ComposerFootProps = {
  written: Written;
  isDone: boolean;
  hintId: string;
  onFiles: (files: File[]) => void;
  onSend: (at?: string) => void;
};

/** Under what is being written: what can be put to it, what keeps it from going, and the ways on which it goes. */
export function ComposerFoot({ written, isDone, hintId, onFiles, onSend }: ComposerFootProps) {
  const words = useThreadWords().composer;
  const { threadId } = useThreadScope();
  const isNote = written.mode === 'note';
  return (
    <div class="flex items-center justify-between gap-2 px-2 py-2">
      <AttachButton isNote={isNote} onFiles={onFiles} />
      <HelpButton threadId={threadId} isNote={isNote} />
      <p id={hintId} class={classes('min-w-0 flex-1 text-small text-balance', isNote ? 'text-note-ink' : 'text-faint')}>
        <ComposerHint written={written} isDone={isDone} />
      </p>
      {!isNote && <SendLaterButton canSend={written.canSend} onChoose={onSend} />}
      <Button look={isNote ? 'note' : 'primary'} disabled={!written.canSend} onClick={() => onSend()}>
        {isNote ? words.addNote : words.sendReply}
      </Button>
    </div>
  );
}
