/**
 * A text as code within a line, to the letter but for its spaces: between more backticks than stand in it anywhere. In a cell of
 * a table a bar would end the cell, even there.
 */
export function codeSpan(text: string, isInCell: boolean): string {
  const words = text.replace(/\s+/g, ' ').trim();
  if (words === '') return '';
  const inside = isInCell ? words.replace(/(?<!\\)\\*\|/g, '\\|') : words;
  let longest = 0;
  for (const [run] of inside.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  const room = inside.startsWith('`') || inside.endsWith('`') ? ' ' : '';
  return fence + room + inside + room + fence;
}
