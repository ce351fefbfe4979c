/** One value of a row. Nothing is an empty cell. */
export type Cell = string | number | boolean | null;

// What a spreadsheet may take for the beginning of a formula (OWASP ASVS 1.2.10), half and full width.
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
// One that divides cells by semicolons or tabs sees a cell begin here and, not knowing of the quotes around it, a line.
const WITHIN = /([;\t\r\n]"*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/** A line of CSV (RFC 4180), with its line end. What could be taken for a formula gets an apostrophe before it. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = `${FORMULA.test(cell) ? "'" : ''}${cell.replace(WITHIN, "$1'")}`;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
