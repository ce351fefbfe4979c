import { createHash, timingSafeEqual } from 'node:crypto';
import { type PGlite, protocol } from '@electric-sql/pglite';
import {
  type Field,
  type Login,
  noSuchDatabase,
  type Outcome,
  readCommandTag,
  type SqlBackEnd,
  type SqlError,
  type Statement,
  toSqlError,
  type Work,
  wrongPassword,
} from './sql-back-end.ts';

const { serialize } = protocol;
const OWNER = 'postgres';

type Message = Awaited<ReturnType<PGlite['execProtocol']>>['messages'][number];
type Told<Name extends string, Told> = Message & { name: Name } & Told;
type Reply = { outcomes: Outcome[]; error: SqlError | undefined; inTransaction: boolean };

/**
 * Serves the one session that PGlite has to many logins: one request at a time, each under its own role, each
 * leaving the session as it found it. Nothing else may use `database` meanwhile.
 */
export function pgliteBackEnd(database: PGlite, name: string, passwords: ReadonlyMap<string, string>): SqlBackEnd {
  let lastInLine: Promise<unknown> = Promise.resolve();
  let broken: Error | undefined;

  async function send(...messages: readonly Uint8Array[]): Promise<Reply> {
    const answer = await database.execProtocol(Buffer.concat(messages), { throwOnError: false });
    return readReply(answer.messages);
  }

  async function runAs(user: string, work: Work): Promise<Outcome[]> {
    const entered = await send(serialize.query(`set session authorization ${quoted(user)}`));
    if (entered.error) throw entered.error;
    const reply = await send(...inOneGo(work), serialize.sync());
    if (reply.error) throw reply.error;
    return work.begin === undefined ? reply.outcomes : reply.outcomes.slice(1, -1);
  }

  async function leave(): Promise<void> {
    const end = database.isInTransaction() ? [serialize.query('rollback')] : [];
    // DISCARD ALL alone leaves the role: a single-user session knows no default to go back to.
    const back = serialize.query(`set session authorization ${OWNER}`);
    const reply = await send(...end, serialize.query('discard all'), back);
    if (reply.error || reply.inTransaction) throw new Error('The session could not be reset', { cause: reply.error });
  }

  async function takeTurn(user: string, work: Work): Promise<Outcome[]> {
    if (broken) throw broken;
    try {
      return await runAs(user, work);
    } finally {
      await leave().catch((error: Error) => {
        broken = error;
        throw error;
      });
    }
  }

  return {
    run(login, work) {
      const turn = lastInLine.then(() => {
        checkPassword(login, passwords);
        if (login.database !== name) throw noSuchDatabase(login.database);
        return database.runExclusive(() => takeTurn(login.user, work));
      });
      lastInLine = turn.catch(() => {});
      return turn;
    },
    async close() {
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
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

function inOneGo({ statements, begin }: Work): Uint8Array[] {
  if (begin === undefined) return statements.flatMap(toMessages);
  return [{ text: begin, values: [] }, ...statements, { text: 'commit', values: [] }].flatMap(toMessages);
}

// After an error Postgres skips the rest up to `sync`, the commit included.
const toMessages = ({ text, values }: Statement): Uint8Array[] => [
  serialize.parse({ text }),
  serialize.bind({ values: [...values] }),
  serialize.describe({ type: 'P' }),
  serialize.execute({}),
];

function readReply(messages: readonly Message[]): Reply {
  const reply: Reply = { outcomes: [], error: undefined, inTransaction: false };
  let fields: readonly Field[] = [];
  let rows: (string | null)[][] = [];
  const finish = (tag: string) => {
    reply.outcomes.push({ fields, rows, ...readCommandTag(tag) });
    fields = [];
    rows = [];
  };
  for (const message of messages) {
    if (is(message, 'rowDescription')) fields = message.fields;
    else if (is(message, 'dataRow')) rows.push(message.fields);
    else if (is(message, 'commandComplete')) finish(message.text);
    else if (is(message, 'emptyQuery')) finish('');
    else if (is(message, 'error')) reply.error ??= toSqlError(message);
    else if (is(message, 'readyForQuery')) reply.inTransaction = message.status !== 'I';
  }
  return reply;
}

type Messages = {
  rowDescription: Told<'rowDescription', { fields: Field[] }>;
  dataRow: Told<'dataRow', { fields: (string | null)[] }>;
  commandComplete: Told<'commandComplete', { text: string }>;
  emptyQuery: Told<'emptyQuery', object>;
  error: Told<'error', Error>;
  readyForQuery: Told<'readyForQuery', { status: string }>;
};
const is = <Name extends keyof Messages>(message: Message, name: Name): message is Messages[Name] =>
  message.name === name;
