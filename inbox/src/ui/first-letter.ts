// Letters that stand for themselves, before another or the end. What may be put together of several is looked at closely.
const PLAIN =
  /^[a-zA-Z\u00c0-\u024f\u0400-\u0481\u048a-\u052f\u4e00-\u9fff](?![^-\w\s.,'’\u00c0-\u024f\u0400-\u0481\u048a-\u052f\u4e00-\u9fff])/;
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
