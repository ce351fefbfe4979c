import { useRef } from 'preact/hooks';
import { laterPart } from '../../later.tsx';
import { useThreadWords } from '../../locales/en-thread.ts';
import { Icon } from '../../ui/icon.tsx';
import { useOpening } from '../../ui/use-opening.ts';
import { SEND_LATER_ID } from './composer-buttons.ts';

const SendLater = laterPart(async () => (await import('./around-the-waiting.ts')).SendLater);

type SendLaterButtonProps = { canSend: boolean; onChoose: (at: string) => void };

/** Asks when the reply shall go. */
export function SendLaterButton({ canSend, onChoose }: SendLaterButtonProps) {
  const words = useThreadWords().composer;
  const button = useRef<HTMLButtonElement>(null);
  const { isOpen, press, close } = useOpening();
  return (
    <>
      <button
        ref={button}
        id={SEND_LATER_ID}
        type="button"
        aria-label={words.sendLater}
        aria-haspopup="dialog"
        title={words.sendLater}
        disabled={!canSend}
        {...press}
        class="flex size-9 shrink-0 items-center justify-center rounded-medium text-soft hover:bg-raised hover:text-ink disabled:opacity-50"
      >
        <Icon name="clock" />
      </button>
      {isOpen && <SendLater anchor={button} onChoose={onChoose} onClose={close} />}
    </>
  );
}
