const ROW = /^\s*\|.*\|\s*$/;
const BETWEEN_CELLS = /(?<!\\)\|/;

/**
 * A passage as the bot says it. Of a table's row it says the cells: the lines between them are nothing to read in a
 * bubble. What is quoted stays beside it as it stands in the article.
 */
export function asSaid(passage: string): string {
  return passage.replace(/.+/g, (line) => (ROW.test(line) ? cellsOf(line).join(' · ') : line));
}

const cellsOf = (row: string): string[] =>
  row
    .split(BETWEEN_CELLS)
    .map((cell) => cell.replaceAll('\\|', '|').trim())
    .filter((cell) => cell !== '');
