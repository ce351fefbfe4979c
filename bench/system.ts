import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { neon } from '@neondatabase/serverless';
import { readConfig } from '../api/src/config.ts';
import type { Surroundings } from '../api/src/context.ts';
import { connect } from '../api/src/db/connect.ts';
import { findFreePort } from '../local/free-port.ts';
import { runWorker } from '../local/run-worker.ts';
import { Stack } from '../local/stack.ts';
import { guardWorkerd } from '../local/workerd-guard.ts';
import type { BenchOptions } from './bench.ts';
import { controlWorkers } from './control-worker.ts';
import { type CountedDatabase, startDatabase } from './database.ts';
import { startEdge } from './edge.ts';

/** The built Worker and, in the same workerd, its control; both before one database. */
export type MeasuredSystem = {
  /** Where browsers find it: compressed, as Cloudflare sends it. */
  appUrl: string;
  /** The Worker itself. */
  apiUrl: string;
  controlUrl: string;
  database: CountedDatabase;
  surroundings: Surroundings; // as the Worker has them
  ask<Row>(text: string): Promise<Row[]>; // as the owner
  /** Kilobytes of memory that workerd has in use. */
  residentKb(): number;
  stop(): Promise<void>;
};

const CONTROL_TABLE = `create table bench_messages (like messages including all);
  grant insert on bench_messages to app`;

export async function startSystem(kind: BenchOptions['database'] | 'none'): Promise<MeasuredSystem> {
  const stack = new Stack();
  try {
    return await build(stack, kind);
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

async function build(stack: Stack, kind: BenchOptions['database'] | 'none'): Promise<MeasuredSystem> {
  const dir = await mkdtemp(join(tmpdir(), 'everthread-bench-'));
  stack.add({ stop: () => rm(dir, { recursive: true, force: true }) });
  const database = stack.add(kind === 'none' ? NO_DATABASE : await startDatabase(kind));
  const ask = async <Row>(text: string) => (await neon(database.ownerUrl).query(text)) as Row[];
  if (kind !== 'none') for (const statement of CONTROL_TABLE.split(';')) await ask(statement);

  const port = await findFreePort(23_000);
  const edge = stack.add(await startEdge(port));
  const appUrl = `http://app.test:${edge.port}`;
  const bindings = {
    PUBLIC_URL: appUrl,
    FILES_URL: `http://files.test:${edge.port}`,
    DATABASE_URL: database.appUrl,
    SECRET: randomBytes(32).toString('base64url'),
    SIGN_UP: 'open',
    MAIL_FROM: 'Everthread <support@mail.example>',
    RESEND_API_KEY: 're_unused',
  };
  stack.add({ stop: await guardWorkerd(dir) });
  const controlPort = await findFreePort(port + 1);
  const beside = controlWorkers(controlPort, database.appUrl);
  stack.add(await runWorker({ port, dataDir: dir, bindings, beside }));
  const pid = readFileSync(join(dir, 'workerd.pid'), 'utf8').trim();
  return {
    appUrl,
    apiUrl: `http://127.0.0.1:${port}`,
    controlUrl: `http://127.0.0.1:${controlPort}`,
    database,
    surroundings: {
      db: connect(database.appUrl),
      config: readConfig(bindings),
      now: () => new Date(),
      newId: () => crypto.randomUUID(),
    },
    ask,
    residentKb: () => Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]),
    stop: () => stack.stop(),
  };
}

/** For what never asks it. */
const NO_DATABASE: CountedDatabase = {
  appUrl: 'postgresql://app:none@127.0.0.1:9/none',
  ownerUrl: 'postgresql://postgres:none@127.0.0.1:9/none',
  trips: async () => 0,
  stop: async () => {},
};
