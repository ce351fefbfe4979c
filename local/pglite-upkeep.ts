/** Asks the database as its owner, each text a statement of its own; gives the first column of the last one's rows. */
type Ask = (...texts: readonly string[]) => Promise<string[]>;

const EVERY = 100;

// As autovacuum measures it, but not for a few: a tenth changed since they were counted, or a fifth dead.
const OVERDUE = `
  select format('%I.%I', schemaname, relname) from pg_stat_user_tables
  where n_mod_since_analyze > 500 + 0.1 * n_live_tup or n_dead_tup > 500 + 0.2 * n_live_tup`;

/**
 * What autovacuum does where Postgres has more than one process: removes dead rows, and counts the living, without which
 * Postgres takes each table for an empty one and looks through all of a workspace to find one row.
 */
export class PgliteUpkeep {
  #turns = 0;

  /** Counts one piece of work, and once in a while does what is overdue. */
  async afterWork(ask: Ask): Promise<void> {
    this.#turns += 1;
    if (this.#turns % EVERY !== 0) return;
    const overdue = await ask('select pg_stat_force_next_flush()', OVERDUE);
    if (overdue.length > 0) await ask(`vacuum (analyze) ${overdue.join(', ')}`);
  }
}
