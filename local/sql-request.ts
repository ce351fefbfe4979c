import type { IncomingHttpHeaders } from 'node:http';
import { type Login, SqlError, type Statement, type Work } from './sql-back-end.ts';

export type SqlRequest = { login: Login; work: Work; isBatch: boolean; rowsAsArrays: boolean };

const LEVELS: Readonly<Record<string, string>> = {
  ReadUncommitted: 'read uncommitted',
  ReadCommitted: 'read committed',
  RepeatableRead: 'repeatable read',
  Serializable: 'serializable',
};
const MOST_VALUES = 65_535; // the wire protocol counts them in two bytes

const refuse = (message: string, code = '08P01') => new SqlError(message, { severity: 'ERROR', code });

/** Reads what Neon's client sends; throws an SqlError that says what is wrong with it. */
export function readSqlRequest(headers: IncomingHttpHeaders, body: string): SqlRequest {
  if (headers['neon-raw-text-output'] !== 'true') throw refuse('This endpoint answers raw text only');
  const login = readLogin(headers['neon-connection-string']);
  const rowsAsArrays = headers['neon-array-mode'] === 'true';
  const json = parse(body);
  if (!('queries' in json)) {
    return { login, work: { statements: [readStatement(json)], begin: undefined }, isBatch: false, rowsAsArrays };
  }
  if (!Array.isArray(json.queries)) throw refuse('"queries" must be a list');
  return {
    login,
    work: { statements: json.queries.map(readStatement), begin: readBegin(headers) },
    isBatch: true,
    rowsAsArrays,
  };
}

function readLogin(connectionString: string | string[] | undefined): Login {
  if (typeof connectionString !== 'string') throw refuse('The header Neon-Connection-String is missing');
  const url = URL.parse(connectionString);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) throw refuse('The connection string is not a Postgres URL');
  try {
    return {
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: decodeURIComponent(url.pathname.slice(1)),
    };
  } catch {
    throw refuse('The connection string is not a Postgres URL');
  }
}

function parse(body: string): object {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw refuse('The body is not JSON');
  }
  if (typeof json !== 'object' || json === null) throw refuse('The body must be {query, params} or {queries}');
  return json;
}

function readStatement(json: unknown): Statement {
  const { query, params = [] } = Object(json) as { query?: unknown; params?: unknown };
  if (typeof query !== 'string') throw refuse('"query" must be text');
  if (!Array.isArray(params)) throw refuse('"params" must be a list');
  if (params.length > MOST_VALUES) throw refuse(`A statement takes at most ${MOST_VALUES} parameters`, '54023');
  // The protocol ends a statement at NUL: what follows would be read as something else.
  if (query.includes('\0')) throw refuse('invalid byte sequence for encoding "UTF8": 0x00', '22021');
  if (/^\s*copy\b/i.test(query)) throw refuse('COPY is not available over HTTP', '0A000');
  return { text: query, values: params.map(toText) };
}

function toText(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw refuse('A parameter must be text, a number, a boolean or null');
}

function readBegin(headers: IncomingHttpHeaders): string {
  const level = headers['neon-batch-isolation-level'];
  const words = ['begin'];
  if (level !== undefined) {
    const name = typeof level === 'string' ? LEVELS[level] : undefined;
    if (name === undefined) throw refuse(`Unknown isolation level "${level}"`);
    words.push(`isolation level ${name}`);
  }
  words.push(...readSwitch(headers, 'neon-batch-read-only', 'read only', 'read write'));
  words.push(...readSwitch(headers, 'neon-batch-deferrable', 'deferrable', 'not deferrable'));
  return words.join(' ');
}

function readSwitch(headers: IncomingHttpHeaders, name: string, on: string, off: string): string[] {
  const value = headers[name];
  if (value === undefined) return [];
  if (value !== 'true' && value !== 'false') throw refuse(`${name} must be true or false`);
  return [value === 'true' ? on : off];
}
