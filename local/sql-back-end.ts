/** Who asks, as the connection string says. */
export type Login = { user: string; password: string; database: string };

/** Values travel as Postgres' own text, in both directions, so that the client's parsers have the only say. */
export type Statement = { text: string; values: readonly (string | null)[] };

export type Field = {
  name: string;
  tableID: number;
  columnID: number;
  dataTypeID: number;
  dataTypeSize: number;
  dataTypeModifier: number;
};

export type Outcome = {
  fields: readonly Field[];
  rows: readonly (readonly (string | null)[])[];
  command: string;
  rowCount: number | null;
};

/** What statements of these kinds leave behind is forgotten by a short way. After any other a session begins anew. */
export const HARMLESS: ReadonlySet<string> = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'SHOW', '']);

/** One statement stands for itself; a batch is one transaction, begun as it wishes. */
export type Work = { statements: readonly Statement[]; begin: string | undefined };

export type SqlBackEnd = {
  run(login: Login, work: Work): Promise<Outcome[]>;
  close(): Promise<void>;
};

/** What Postgres, or the endpoint in its name, says against a request. */
export class SqlError extends Error {
  override name = 'SqlError';
  readonly fields: Readonly<Record<string, string>>;
  constructor(message: string, fields: Readonly<Record<string, string>>) {
    super(message);
    this.fields = fields;
  }
}

export const wrongPassword = (user: string) =>
  new SqlError(`password authentication failed for user "${user}"`, { severity: 'FATAL', code: '28P01' });

export const noSuchDatabase = (database: string) =>
  new SqlError(`database "${database}" does not exist`, { severity: 'FATAL', code: '3D000' });

const ERROR_FIELDS = [
  'severity',
  'code',
  'detail',
  'hint',
  'position',
  'internalPosition',
  'internalQuery',
  'where',
  'schema',
  'table',
  'column',
  'dataType',
  'constraint',
  'file',
  'line',
  'routine',
] as const;

/** A table was changed under a statement that was prepared before and shows all its columns. */
export const isOutdatedPlan = ({ fields }: SqlError) =>
  fields.code === '0A000' && fields.routine === 'RevalidateCachedQuery';

/** Both drivers put Postgres' error fields on the error under these names. */
export function toSqlError(error: Error): SqlError {
  const all: [string, unknown][] = ERROR_FIELDS.map((name) => [name, Reflect.get(error, name)]);
  return new SqlError(
    error.message.replace(/"everthread_\d+"/, '""'), // who asked gave his statement no name
    Object.fromEntries(all.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
  );
}

/** `INSERT 0 3` → INSERT, 3; `CREATE TABLE` → CREATE, null. */
export function readCommandTag(tag: string): Pick<Outcome, 'command' | 'rowCount'> {
  const [command = '', ...numbers] = tag.split(' ');
  const count = numbers.at(-1);
  return { command, rowCount: count !== undefined && /^\d+$/.test(count) ? Number(count) : null };
}
