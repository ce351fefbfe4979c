import type { Host, Offer } from './host.ts';

const NOTHING: Offer = { text: '', start: 0, end: 0, isFocused: false };

type Draft = { draft: { value: string }; write(text: string): void };

/**
 * Takes over what was written in the loader's own composer: text, caret and focus. Letters that were on their way
 * there when we had the focus already go where they were meant to.
 */
export function takeOverDraft(
  host: Pick<Host, 'takeOver'>,
  composer: Draft,
  findField: () => HTMLTextAreaElement | null,
) {
  let taken: Offer | undefined;
  host.takeOver((offer) => {
    const field = findField();
    if (!isSame(taken ?? NOTHING, offer)) {
      const own = composer.draft.value;
      const { text, caret } = taken
        ? rebase(taken, own, offer)
        : { text: offer.text + own, caret: own ? (offer.text + own).length : undefined };
      taken = offer;
      composer.write(text);
      if (caret === undefined) field?.setSelectionRange(offer.start, offer.end);
      else field?.setSelectionRange(caret, caret);
    }
    if (offer.isFocused) field?.focus();
  });
}

const isSame = (one: Offer, other: Offer) =>
  one.text === other.text && one.start === other.start && one.end === other.end;

/** What became here of what was `taken`, put into what the other field holds now. */
export function rebase(taken: Offer, here: string, offer: Offer): { text: string; caret: number | undefined } {
  const { text: before } = taken;
  if (before === here) return { text: offer.text, caret: undefined };
  // Sent, or thrown away: only what is new there is left.
  if (here === '')
    return { text: offer.text.startsWith(before) ? offer.text.slice(before.length) : '', caret: undefined };
  let start = 0;
  while (start < before.length && start < here.length && before[start] === here[start]) start += 1;
  let end = 0;
  while (end < before.length - start && end < here.length - start && before.at(-1 - end) === here.at(-1 - end))
    end += 1;
  const typed = here.slice(start, here.length - end);
  // What was selected when it was taken goes with the first letter; what is removed beyond it stood before the caret.
  const removed = Math.max(0, before.length - end - start - (taken.end - taken.start));
  const from = Math.max(0, offer.start - removed);
  return { text: offer.text.slice(0, from) + typed + offer.text.slice(offer.end), caret: from + typed.length };
}
