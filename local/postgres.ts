import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { databaseTrouble } from './database-trouble.ts';
import { isFromThisMachine, listenOnLoopback } from './loopback.ts';
import { type Outcome, type SqlBackEnd, SqlError } from './sql-back-end.ts';
import { readSqlRequest } from './sql-request.ts';

export type SqlEndpoint = {
  port: number;
  /** The connection string by which Neon's client logs in here. */
  urlFor(user: string, password: string): string;
  stop(): Promise<void>;
};

const LARGEST_BODY = 16 * 1024 * 1024;

/**
 * Speaks Neon's SQL over HTTP (`POST /sql`) on the loopback interface, so that the same client that talks to Neon in
 * production talks to PGlite or to any Postgres here.
 */
export async function serveSql(backEnd: SqlBackEnd, database: string, port = 0): Promise<SqlEndpoint> {
  const tell = databaseTrouble();
  let isEnding = false;
  const onTrouble = (error: unknown) => isEnding || tell(error);
  const server = createServer((request, response) => {
    void answer(backEnd, request, response, onTrouble);
  });
  // Never close an idle connection: the client may be just about to use it.
  server.keepAliveTimeout = 0;
  const taken = await listenOnLoopback(server, port);
  return {
    port: taken.port,
    urlFor: (user, password) =>
      `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${taken.port}/${database}`,
    async stop() {
      isEnding = true;
      await taken.stop();
      await backEnd.close();
    },
  };
}

async function answer(
  backEnd: SqlBackEnd,
  request: IncomingMessage,
  response: ServerResponse,
  onTrouble: (error: unknown) => void,
): Promise<void> {
  const say = (status: number, body: object) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  if (!isFromThisMachine(request)) return say(403, { message: 'Only programs on this machine may ask' });
  if (request.url !== '/sql') return say(404, { message: 'There is only /sql' });
  if (request.method !== 'POST') return say(405, { message: 'Use POST' });
  try {
    const body = await readBody(request);
    if (body === undefined) {
      response.setHeader('connection', 'close');
      return say(413, { message: `A body may have ${LARGEST_BODY} bytes` });
    }
    const { login, work, isBatch, rowsAsArrays } = readSqlRequest(request.headers, body);
    const results = (await backEnd.run(login, work)).map((outcome) => toResult(outcome, rowsAsArrays));
    say(200, isBatch ? { results } : (results[0] ?? {}));
  } catch (error) {
    onTrouble(error);
    if (error instanceof SqlError) return say(400, { message: error.message, ...error.fields });
    say(503, { message: `The database did not answer: ${error instanceof Error ? error.message : error}` });
  }
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function toResult({ fields, rows, command, rowCount }: Outcome, rowAsArray: boolean): object {
  const asObject = (row: readonly (string | null)[]) =>
    Object.fromEntries(fields.map((field, index) => [field.name, row[index] ?? null]));
  return {
    command,
    rowCount,
    rowAsArray,
    fields: fields.map((field) => ({ ...field, format: 'text' })),
    rows: rowAsArray ? rows : rows.map(asObject),
  };
}
