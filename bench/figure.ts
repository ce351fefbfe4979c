/** One line of the table: what was measured, against what it had to be. Less is better, unless `more`. */
export type Figure = {
  name: string;
  value: number;
  unit?: string;
  gate: number;
  goal: number;
  better?: 'less' | 'more';
  /** Bytes and counts are the same on every machine, so that a missed gate fails the run. */
  isExact?: boolean;
  /** The raw measurements behind the figure. */
  note?: string;
};

export type Verdict = 'goal reached' | 'gate held' | 'NOT REACHED';

/** Where a figure stands. */
export function judge({ value, gate, goal, better = 'less' }: Figure): Verdict {
  const reaches = (limit: number) => (better === 'less' ? value <= limit : value >= limit);
  if (reaches(goal)) return 'goal reached';
  return reaches(gate) ? 'gate held' : 'NOT REACHED';
}

/** The table, one line a figure, the raw measurements beneath it. */
export function drawTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    amount(figure.value, figure.unit),
    amount(figure.gate, figure.unit),
    amount(figure.goal, figure.unit),
    judge(figure),
  ]);
  const head = ['', 'measured', 'gate', 'goal', 'verdict'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === 0 || i === 4 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ');
  const body = rows.flatMap((row, i) => {
    const note = figures[i]?.note;
    return note ? [line(row), `    ${note}`] : [line(row)];
  });
  return [line(head), ...body].join('\n');
}

const amount = (value: number, unit = '') => `${round(value).toLocaleString('en')}${unit && ` ${unit}`}`;

/** As many digits as mean something. */
export const round = (value: number): number => Number(value.toPrecision(Math.abs(value) >= 1000 ? 6 : 3));
