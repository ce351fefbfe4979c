import { cellsOf, tableAt } from '@everthread/shared/client/article-table';

const ROW = /^\s*\|.*\|\s*$/;

/**
 * A passage as the bot says it. Of a table it says the cells, a row a line: the lines between them are nothing to read in a
 * bubble. What is quoted stays beside it as it stands in the article.
 */
export function asSaid(passage: string): string {
  const lines = passage.split(/\r?\n/);
  const said: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] as string;
    const table = line.includes('|') ? tableAt(lines, at) : undefined;
    if (table) said.push(...[line, ...lines.slice(at + 2, table.end)].map(rowAsSaid));
    else said.push(ROW.test(line) ? rowAsSaid(line) : line);
    at = table?.end ?? at + 1;
  }
  return said.join('\n');
}

const rowAsSaid = (row: string): string =>
  cellsOf(row)
    .filter((cell) => cell !== '')
    .join(' · ');
