import { make } from './element.ts';
import { say, sayStored } from './port.ts';
import { queue } from './store.ts';
import { words } from './words.ts';

/** A field to write in from the first moment, until the messenger behind it takes over. Looks as the messenger's own. */
export let form: HTMLFormElement;
export let field: HTMLTextAreaElement;
let button: HTMLButtonElement;
export let isAwaited: boolean; // the messenger is there
let isComposing: boolean; // an input method is in the middle of a word
let hasSent: boolean;
let unanswered: number;
let timer: ReturnType<typeof setTimeout>;

export const isTouch = () => matchMedia('(pointer:coarse)').matches;
const isFocused = () => field.matches(':focus');

export function drawComposer(): void {
  const [language, , write, send] = words as [string, string, string, string];
  isAwaited = isComposing = hasSent = false;
  unanswered = 0;
  button = make('button', { ariaLabel: send });
  field = make('textarea', { rows: 1, dir: 'auto', ariaLabel: write, placeholder: write });
  form = make('form', { dir: language === 'ar' ? 'rtl' : '', onsubmit: submit });
  const label = make('label');
  label.append(field, button);
  form.append(label);
  for (const type of ['input', 'focusout', 'keydown', 'compositionend'])
    form.addEventListener(type, (event) => {
      const { key, shiftKey, keyCode } = event as KeyboardEvent;
      isComposing = (event as KeyboardEvent).isComposing;
      // 229: a key that an input method has taken; Safari says it for the Enter that ends a composition.
      if (key === 'Enter' && !shiftKey && !isComposing && keyCode !== 229) submit(event);
      draw();
    });
  draw();
}

/** What the field holds once the key that is pressed has done its work: an arrow moves the caret after its event. */
function offer(): void {
  unanswered += 1;
  setTimeout(() => say('take', field.value, field.selectionStart, field.selectionEnd, isFocused()));
}

/** Offers in a pause. On a touch screen the keyboard would go away with the field: there it waits for the send. */
function draw(): void {
  button.disabled = !field.value.trim();
  if (unanswered) offer();
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (isAwaited && !unanswered && !isComposing && (hasSent || !isFocused() || !isTouch())) offer();
    // Nobody is in the middle of a word who has not pressed a key for so long.
  }, 150);
}

function submit(event: Event): void {
  const text = field.value.trim();
  event.preventDefault();
  if (!text || text.length > 1e4) return;
  queue(text);
  sayStored();
  field.value = '';
  hasSent = true;
  draw();
}

/** The messenger is there and waits for its turn. */
export function isReady(): void {
  isAwaited = true;
  draw();
}

/** The messenger has what was offered; once it has all of it, this field is no more. */
export function isTaken(frame: HTMLElement): void {
  unanswered -= 1;
  if (unanswered) return;
  if (isFocused()) frame.focus();
  form.remove();
}
