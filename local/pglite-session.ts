import { type PGlite, protocol } from '@electric-sql/pglite';
import { PreparedStatements } from './prepared-statements.ts';
import {
  type Field,
  HARMLESS,
  isOutdatedPlan,
  type Outcome,
  readCommandTag,
  type SqlError,
  toSqlError,
  type Work,
} from './sql-back-end.ts';

const { serialize } = protocol;

type Message = Awaited<ReturnType<PGlite['execProtocol']>>['messages'][number];
type Told<Name extends string, Told> = Message & { name: Name } & Told;
type Reply = { outcomes: Outcome[]; error: SqlError | undefined; inTransaction: boolean; parsed: number };

/**
 * The one session that PGlite has, as if each login had its own. Statements stay prepared, as a pool's do, so that what
 * is asked again and again is not parsed and planned each time; all else is forgotten after each piece of work. Whoever
 * asks the same text shares what was prepared: Postgres plans it anew where another role's policies hold.
 */
export class PgliteSession {
  readonly #database: PGlite;
  readonly #prepared = new PreparedStatements();
  #user: string | undefined; // not known: to be entered anew

  constructor(database: PGlite) {
    this.#database = database;
  }

  /** Runs the work as this user, and leaves the session as it found it. */
  async run(user: string, work: Work): Promise<Outcome[]> {
    if (this.#user === undefined) await this.#enter(user);
    else if (this.#user !== user) await this.#handOver(user);
    const reply = await this.#perform(work);
    await this.#forget(user, reply);
    if (reply.error && isOutdatedPlan(reply.error)) return this.run(user, work); // nothing of it was kept
    if (reply.error) throw reply.error;
    return work.begin === undefined ? reply.outcomes : reply.outcomes.slice(1, -1);
  }

  /** Asks as the owner of the database, between two pieces of work; what is prepared stays. */
  async askAsOwner(...texts: readonly string[]): Promise<string[]> {
    const user = this.#user;
    this.#user = undefined;
    const as = (name: string) => serialize.query(`set session authorization ${quoted(name)}`);
    const asked = await this.#send(as(OWNER), ...texts.map((text) => serialize.query(text)), as(user ?? OWNER));
    if (asked.error) throw asked.error;
    this.#user = user;
    return asked.outcomes.at(-2)?.rows.map(([first]) => first ?? '') ?? [];
  }

  /** To another login, from a session that is as new. */
  async #handOver(user: string): Promise<void> {
    this.#user = undefined;
    const { error } = await this.#send(serialize.query(`set session authorization ${quoted(user)}`));
    if (error) throw error;
    this.#user = user;
  }

  async #enter(user: string): Promise<void> {
    this.#user = undefined;
    this.#prepared.clear();
    const end = this.#database.isInTransaction() ? [serialize.query('rollback')] : [];
    // DISCARD ALL alone leaves the role: a single-user session knows no default to go back to.
    const enter = [serialize.query('discard all'), serialize.query(`set session authorization ${quoted(user)}`)];
    const { error, inTransaction } = await this.#send(...end, ...enter);
    if (error || inTransaction) throw error ?? new Error('The session could not be reset');
    this.#user = user;
  }

  async #perform({ statements, begin }: Work): Promise<Reply> {
    const whole = begin === undefined ? statements : [{ text: begin, values: [] }, ...statements, COMMIT];
    const newNames: string[] = [];
    const messages = whole.flatMap(({ text, values }) => {
      const { name, isNew } = this.#prepared.nameOf(text);
      if (isNew) newNames.push(name);
      return [
        ...(isNew ? [serialize.parse({ name, text })] : []),
        serialize.bind({ statement: name, values: [...values] }),
        serialize.describe({ type: 'P' }),
        serialize.execute({}),
      ];
    });
    // After an error Postgres skips the rest up to `sync`, the commit included.
    const reply = await this.#send(...messages, serialize.sync());
    this.#prepared.forget(newNames.slice(reply.parsed));
    return reply;
  }

  /** Makes the session what it was before the work. */
  async #forget(user: string, { outcomes, error, inTransaction }: Reply): Promise<void> {
    const isHarmless =
      !inTransaction && outcomes.every(({ command }) => HARMLESS.has(command) || TRANSACTION.has(command));
    if (!isHarmless || (error && isOutdatedPlan(error))) return this.#enter(user);
    this.#user = undefined;
    const closed = this.#prepared.dropOldest().map((name) => serialize.close({ type: 'S', name }));
    const reply = await this.#send(...closed, serialize.query(forgetting(user)));
    if (reply.error) throw reply.error;
    this.#user = user;
  }

  async #send(...messages: readonly Uint8Array[]): Promise<Reply> {
    const answer = await this.#database.execProtocol(Buffer.concat(messages), { throwOnError: false });
    return readReply(answer.messages);
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const OWNER = 'postgres';
const TRANSACTION = new Set(['BEGIN', 'COMMIT', 'ROLLBACK']);
const COMMIT = { text: 'commit', values: [] };

/** One query of the short kind: several statements, one trip. */
const forgetting = (user: string) =>
  `set session authorization ${quoted(user)}; reset all; close all; unlisten *; select pg_advisory_unlock_all();
   discard temp; discard sequences`;

function readReply(messages: readonly Message[]): Reply {
  const reply: Reply = { outcomes: [], error: undefined, inTransaction: false, parsed: 0 };
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
    else if (is(message, 'parseComplete')) reply.parsed += 1;
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
  parseComplete: Told<'parseComplete', object>;
  error: Told<'error', Error>;
  readyForQuery: Told<'readyForQuery', { status: string }>;
};
const is = <Name extends keyof Messages>(message: Message, name: Name): message is Messages[Name] =>
  message.name === name;
