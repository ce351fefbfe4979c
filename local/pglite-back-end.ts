import { createHash, timingSafeEqual } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';
import { PgliteSession } from './pglite-session.ts';
import { PgliteUpkeep } from './pglite-upkeep.ts';
import { type Login, noSuchDatabase, type SqlBackEnd, wrongPassword } from './sql-back-end.ts';

/**
 * Serves the one session that PGlite has to many logins: one request at a time, each under its own role, each
 * leaving the session as it found it. Nothing else may use `database` meanwhile.
 */
export function pgliteBackEnd(database: PGlite, name: string, passwords: ReadonlyMap<string, string>): SqlBackEnd {
  const session = new PgliteSession(database);
  const upkeep = new PgliteUpkeep();
  let lastInLine: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  return {
    run(login, work) {
      const turn = lastInLine.then(() => {
        if (isClosed) throw new Error('It is closed');
        checkPassword(login, passwords);
        if (login.database !== name) throw noSuchDatabase(login.database);
        return database.runExclusive(() => session.run(login.user, work));
      });
      // Nobody waits for it but who comes next.
      const keepUp = () => database.runExclusive(() => upkeep.afterWork((...texts) => session.askAsOwner(...texts)));
      lastInLine = turn.then(keepUp, keepUp).catch(() => {});
      return turn;
    },
    // What still stands in line has nobody any more who waits for it.
    async close() {
      isClosed = true;
      await lastInLine;
    },
  };
}

function checkPassword({ user, password }: Login, passwords: ReadonlyMap<string, string>): void {
  const expected = passwords.get(user);
  // Hashed, so that both sides are of one length; compared even for an unknown user, so that he takes as long.
  const same = timingSafeEqual(digest(expected ?? ''), digest(password));
  if (!expected || !same) throw wrongPassword(user);
}

const digest = (text: string) => createHash('sha256').update(text).digest();
