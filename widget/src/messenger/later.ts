import { signal } from '@preact/signals';

/** A part that is fetched when it is first wanted. Until then, and where it cannot be had, there is nothing. */
export function later<Part>(load: () => Promise<Part>) {
  const part = signal<Part | undefined>(undefined);
  let isLoading = false;
  return {
    /** The part, if it is here. Read while drawing, it draws anew once it is. */
    get value(): Part | undefined {
      return part.value;
    },
    want(): void {
      if (isLoading) return;
      isLoading = true;
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
