import type { FlowAsked as Asked } from '@everthread/shared/models/flow';
import type { Message } from '@everthread/shared/models/message';
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { flowWords } from '../flow-words.ts';
import { addStyle } from '../later.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import flowStyle from '../styles/flow.css?inline';
import type { Speech } from '../words.ts';
import { isAnswerable } from './flow-turn.ts';
import { focusField } from './focus-field.ts';

addStyle(flowStyle);

const MAX_LENGTH = 1_000;
const INPUTS = {
  text: { type: 'text', autocomplete: 'off' },
  mail: { type: 'email', autocomplete: 'email' },
  'order-number': { type: 'text', autocomplete: 'off' },
} as const;

type FlowAskedProps = { message: Message; asks: Asked; thread: ThreadModel; speech: Speech };

/** How a flow's question can be answered beside by writing: by one of its choices, or in a field for what it wants. */
export function FlowAsked({ message, asks, thread, speech }: FlowAskedProps) {
  const w = flowWords(document.documentElement.lang);
  const id = useId();
  const typed = useSignal('');
  if (!isAnswerable(thread.timeline.value, message.id, typed.value)) return null;

  function answer(words: string): void {
    thread.send(words);
    focusField();
  }

  if (asks.wants === null) {
    return (
      <ul class="choices flow" aria-label={w.choose}>
        {asks.choices.map((choice) => (
          <li key={choice}>
            <button type="button" dir="auto" onClick={() => answer(choice)}>
              {choice}
            </button>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <form
      class="wanted"
      noValidate // what does not fit is said in the conversation, as for what is written by hand
      onSubmit={(event) => {
        event.preventDefault();
        const words = typed.value.trim();
        if (!words) return;
        typed.value = '';
        answer(words);
      }}
    >
      <label for={id} class="heard">
        {w.wants[asks.wants]}
      </label>
      <input
        id={id}
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
        }}
        dir="auto"
        required
        {...INPUTS[asks.wants]}
        maxLength={MAX_LENGTH}
        placeholder={w.wants[asks.wants]}
      />
      <button type="submit">{speech.say('send')}</button>
    </form>
  );
}
