const LONGEST = 80;

/** What a title gives as an address: its letters and digits, small, with hyphens between. Never empty. */
export function slugOf(title: string): string {
  const words =
    title
      .normalize('NFKC')
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}-${word}`;
    if (longer.length > LONGEST) break;
    slug = longer;
  }
  return (
    slug ||
    Array.from(words[0] ?? 'article')
      .slice(0, LONGEST / 2)
      .join('')
  );
}
