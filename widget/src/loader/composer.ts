import type { FromLoader } from '../channel.ts';
import { drawIcon, make } from './element.ts';
import type { LoaderWords } from './words.ts';

const ARROW = 'M12 19V5M5.5 11.5 12 5l6.5 6.5';
/** Nobody is in the middle of a word who has not pressed a key for so long. */
const QUIET_MS = 150;
const LONGEST = 1e4;

export const isTouch = () => matchMedia('(pointer:coarse)').matches;

/** A field to write in from the first moment, until the messenger behind it takes over. Looks as the messenger's own. */
export function drawComposer(
  [language, , write, send]: LoaderWords,
  say: (...message: FromLoader) => void,
  keep: (text: string) => void,
) {
  const button = make('button', { ariaLabel: send as string, disabled: true }, drawIcon(ARROW));
  const field = make('textarea', { rows: 1, dir: 'auto', placeholder: write as string, ariaLabel: write as string });
  const box = make('label', {}, field, button);
  const form = make('form', { dir: language === 'ar' ? 'rtl' : 'ltr', onsubmit: submit }, box);
  const isFocused = () => field.matches(':focus');
  let isAwaited = false; // the messenger is there
  let isComposing = false; // an input method is in the middle of a word
  let hasSent = false;
  let unanswered = 0;
  let timer = 0;

  function offer(): void {
    unanswered += 1;
    say('take', field.value, field.selectionStart, field.selectionEnd, isFocused());
  }

  /** Waits for a pause. On a touch screen the keyboard would go away with the field: there it waits for the send. */
  function offerSoon(): void {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (isAwaited && !unanswered && !isComposing && (hasSent || !isFocused() || !isTouch())) offer();
    }, QUIET_MS);
  }

  function draw(): void {
    button.disabled = !field.value.trim();
    if (unanswered) offer();
  }

  function submit(event: Event): void {
    const text = field.value.trim();
    event.preventDefault();
    if (!text || text.length > LONGEST) return;
    keep(text);
    box.before(make('p', { textContent: text }));
    field.value = '';
    hasSent = true;
    draw();
  }

  for (const type of ['input', 'blur', 'keydown', 'compositionstart', 'compositionend'])
    field.addEventListener(type, (event) => {
      const { key, shiftKey, keyCode } = event as KeyboardEvent;
      isComposing = /start/.test(type) || (isComposing && !/end/.test(type));
      // 229: a key that an input method has taken; Safari says it for the Enter that ends a composition.
      if (key === 'Enter' && !shiftKey && !isComposing && keyCode !== 229) submit(event);
      draw();
      offerSoon();
    });

  /** The messenger is there and waits for its turn. */
  function awaitTurn(): void {
    isAwaited = true;
    offerSoon();
  }

  /** The messenger has what was offered; once it has all of it, this field is no more. Says whether that is so. */
  function isTaken(): boolean {
    unanswered -= 1;
    if (!unanswered) form.remove();
    return !unanswered;
  }

  return [form, field, isFocused, awaitTurn, isTaken] as const;
}
