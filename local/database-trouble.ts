import { SqlError } from './sql-back-end.ts';

const A_MINUTE_MS = 60_000;
// No connection, nobody let in, no room or no place, shut down, the disk: no answer to the statement that met it.
const OF_THE_WHOLE = /^(080|28|53|57P|58)/;

type Options = { say?: (words: string) => void; now?: () => number };

/** Says in words what keeps the database from working, once a minute: what the Worker logs of it has none. */
export function databaseTrouble({ say = console.error, now = Date.now }: Options = {}): (error: unknown) => void {
  let saidAt = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (error instanceof SqlError && !OF_THE_WHOLE.test(error.fields.code ?? '')) return;
    if (now() - saidAt < A_MINUTE_MS) return;
    saidAt = now();
    const why = error instanceof Error ? error.message : error;
    say(
      `The database does not work: ${why}. What is asked of it is refused until it does, and may then be sent again.`,
    );
  };
}
