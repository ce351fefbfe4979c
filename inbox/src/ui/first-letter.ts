// Most names begin so. What may be put together of several signs is looked at closely.
const PLAIN = /^[a-z](?=[\w .]|$)/i;
// Dear to make.
let segmenter: Intl.Segmenter | undefined;

/** What a name begins with, as people see it: of a family of four that are one sign, all four. */
export function firstLetter(name: string): string {
  const shown = name.replace(/^[\p{C}\p{Z}]+/u, '');
  const [plain] = PLAIN.exec(shown) ?? [];
  if (plain) return plain;
  segmenter ??= new Intl.Segmenter();
  const [first] = segmenter.segment(shown.slice(0, 40));
  return first?.segment ?? '';
}
