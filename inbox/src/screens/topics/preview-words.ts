import { signal } from '@preact/signals';

type Read = (text: string) => string;

// What reads marks comes with what draws threads, right behind the list.
const read = signal<Read | undefined>(undefined);
let isAsked = false;

/** What a message says without its marks. Most have none; for the others their marks are left out once they can be read. */
export function previewWords(text: string): string {
  if (!/[*_`~[\]#>\\\n<&]|^\s*[-+\d]/.test(text)) return text;
  if (!read.value && !isAsked) {
    isAsked = true;
    import('./read-preview.ts').then(
      ({ readPreview }) => {
        read.value = readPreview;
      },
      () => {
        isAsked = false; // asked for again with the next row
      },
    );
  }
  return read.value?.(text) ?? text;
}
