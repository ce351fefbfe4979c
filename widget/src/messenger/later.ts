import { signal } from '@preact/signals';

/** For so long what is drawn at once waits for a part that would move its lines. */
const PATIENCE_MS = 1_000;

/** A part that is fetched when it is first wanted. Until then, and where it cannot be had, there is nothing. */
export function later<Part>(load: () => Promise<Part>) {
  const part = signal<Part | undefined>(undefined);
  const isPatient = signal(true);
  let isLoading = false;
  return {
    /** The part, if it is here. Read while drawing, it draws anew once it is. */
    get value(): Part | undefined {
      return part.value;
    },
    /** Worth waiting for: once it is wanted, for a moment. */
    get isAwaited(): boolean {
      return !part.value && isPatient.value;
    },
    want(): void {
      if (isLoading) return;
      isLoading = true;
      setTimeout(() => {
        isPatient.value = false;
      }, PATIENCE_MS);
      load().then(
        (loaded) => {
          part.value = loaded;
        },
        () => {
          isLoading = false; // the next wish asks again
        },
      );
    },
  };
}

/** The style of a part that is fetched later. A constructed sheet needs no nonce, and no request. */
export function addStyle(text: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets.push(sheet);
}
