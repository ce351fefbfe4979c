import { useRef } from 'preact/hooks';
import { useThreadWords } from '../../locales/en-thread.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { ATTACH_ID } from './composer-buttons.ts';

type AttachButtonProps = { isNote: boolean; onFiles: (files: File[]) => void };

/** Lets the agent choose files from his device. */
export function AttachButton({ isNote, onFiles }: AttachButtonProps) {
  const words = useThreadWords().composer;
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={picker}
        id={ATTACH_ID}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = ''; // the same file may be chosen again
        }}
      />
      <button
        type="button"
        aria-label={words.attach}
        title={words.attach}
        onClick={() => picker.current?.click()}
        class={classes(
          'flex size-9 shrink-0 items-center justify-center rounded-medium',
          isNote ? 'text-note-ink' : 'text-soft hover:bg-raised hover:text-ink',
        )}
      >
        <Icon name="clip" />
      </button>
    </>
  );
}
