import type { Figure } from './figure.ts';

export type BenchOptions = {
  /** How often each thing is measured, beside its control. */
  runs: number;
  database: 'pglite' | 'postgres';
  /** How large the workspaces are in which something is looked for. */
  threads: number;
};

/** Measures one row of the table, or a few that are measured together. */
export type Bench = (options: BenchOptions) => Promise<Figure[]>;
