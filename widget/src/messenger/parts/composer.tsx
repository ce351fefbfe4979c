import { effect } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ComposerModel } from '../models/composer-model.ts';
import type { Speech } from '../words.ts';
import { Icon } from './icon.tsx';

/** keyCode of a key that an input method has taken; Safari says it for the Enter that ends a composition. */
const TAKEN_BY_INPUT_METHOD = 229;

/** Whether this key press means "send": Enter alone, and not while an input method is composing a word. */
export const meansSend = (event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'isComposing' | 'keyCode'>): boolean =>
  event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== TAKEN_BY_INPUT_METHOD;

export function Composer({ composer, speech }: { composer: ComposerModel; speech: Speech }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const tooMany = composer.charactersTooMany.value;

  // At once, not in the next frame: text must not be seen to scroll before its field grows.
  useLayoutEffect(
    () =>
      effect(() => {
        const { value } = composer.draft;
        const { current } = field;
        if (!current) return;
        if (current.value !== value) current.value = value;
        current.style.height = 'auto';
        current.style.height = `${current.scrollHeight}px`;
      }),
    [composer],
  );

  function send(): void {
    composer.send();
    field.current?.focus();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {tooMany > 0 && (
        <p class="too-many" role="alert">
          {speech.count('tooLong', tooMany)}
        </p>
      )}
      <div class="field">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          enterkeyhint="send"
          aria-label={speech.say('write')}
          placeholder={speech.say('write')}
          onInput={(event) => composer.write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (!meansSend(event)) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" class="send" disabled={!composer.canSend.value} aria-label={speech.say('send')}>
          <Icon shape="send" />
        </button>
      </div>
    </form>
  );
}
