import { effect, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { later } from '../later.ts';
import type { ComposerModel } from '../models/composer-model.ts';
import type { Speech } from '../words.ts';
import { Icon } from './icon.tsx';
import { laterConversation } from './later-conversation.ts';
import { laterMenu } from './later-menu.ts';
import { laterTray } from './later-tray.ts';

/** keyCode of a key that an input method has taken; Safari says it for the Enter that ends a composition. */
const TAKEN_BY_INPUT_METHOD = 229;

/** Whether this key press means "send": Enter alone, and not while an input method is composing a word. */
export const meansSend = (event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'isComposing' | 'keyCode'>): boolean =>
  event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== TAKEN_BY_INPUT_METHOD;

const emoji = later(() => import('./emoji-picker.tsx'));

type ComposerProps = { composer: ComposerModel; addFiles: (files: readonly File[]) => void; speech: Speech };

export function Composer({ composer, addFiles, speech }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const isPicking = useSignal(false);
  const tooMany = composer.charactersTooMany.value;
  const hasFiles = composer.files.value.length > 0;
  if (hasFiles) laterTray.want();

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

  // At once as well: who writes before the next frame must not find the caret moved under his hands.
  useLayoutEffect(
    () =>
      effect(() => {
        if (composer.aim.value.name === 'new') return;
        laterMenu.want();
        const { current } = field;
        current?.focus();
        current?.setSelectionRange(current.value.length, current.value.length);
      }),
    [composer],
  );

  function send(): void {
    composer.send();
    field.current?.focus();
  }

  function insert(text: string): void {
    const { current } = field;
    if (!current) return;
    current.setRangeText(text, current.selectionStart, current.selectionEnd, 'end');
    composer.write(current.value);
  }

  function closePicker(): void {
    isPicking.value = false;
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
      {isPicking.value && emoji.value && (
        <emoji.value.EmojiPicker speech={speech} onPick={insert} onClose={closePicker} />
      )}
      {tooMany > 0 && (
        <p class="too-many" role="alert">
          {speech.count('tooLong', tooMany)}
        </p>
      )}
      {laterMenu.value && <laterMenu.value.AimBar composer={composer} speech={speech} />}
      {hasFiles && laterTray.value && <laterTray.value.UploadTray composer={composer} speech={speech} />}
      <div class="field">
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          tabIndex={-1}
          aria-label={speech.say('attach')}
          onChange={({ currentTarget }) => {
            addFiles([...(currentTarget.files ?? [])]);
            currentTarget.value = '';
            field.current?.focus();
          }}
        />
        <button
          type="button"
          class="icon-button"
          aria-label={speech.say('attach')}
          disabled={composer.aim.value.name === 'edit'}
          onClick={() => picker.current?.click()}
        >
          <Icon shape="clip" />
        </button>
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          enterkeyhint="send"
          aria-label={speech.say('write')}
          placeholder={speech.say('write')}
          onInput={(event) => {
            laterConversation.want();
            isPicking.value = false; // or it would come late, and take the focus from who writes on
            composer.write(event.currentTarget.value);
          }}
          onPaste={(event) => {
            const files = [...(event.clipboardData?.files ?? [])];
            if (files.length === 0 || composer.aim.value.name === 'edit') return;
            event.preventDefault();
            addFiles(files);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && composer.aim.value.name !== 'new' && !event.isComposing) {
              event.stopPropagation();
              composer.cancelAim();
            } else if (meansSend(event)) {
              event.preventDefault();
              send();
            }
          }}
        />
        <button
          type="button"
          class="icon-button"
          aria-label={speech.say('emoji')}
          aria-expanded={isPicking.value}
          onClick={() => {
            emoji.want();
            isPicking.value = !isPicking.value;
          }}
        >
          <Icon shape="smile" />
        </button>
        <button type="submit" class="send" disabled={!composer.canSend.value} aria-label={speech.say('send')}>
          <Icon shape="send" />
        </button>
      </div>
    </form>
  );
}
