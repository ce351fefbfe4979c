import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NeonDbError, neon } from '@neondatabase/serverless';
import { readConfig } from '../../api/src/config.ts';
import type { Surroundings } from '../../api/src/context.ts';
import { connect } from '../../api/src/db/connect.ts';
import { findFreePort } from '../../local/free-port.ts';
import { listenOnLoopback } from '../../local/loopback.ts';
import { type RunningWorker, runWorker } from '../../local/run-worker.ts';
import { Stack } from '../../local/stack.ts';
import { guardWorkerd } from '../../local/workerd-guard.ts';
import { type DatabaseKind, type OpenDatabase, openDatabase } from './database.ts';
import type { Random } from './random.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

export type World = {
  appUrl: string;
  workerPort: number;
  /** Between the Worker and its database. */
  databaseNetwork: TcpProxy;
  database: OpenDatabase;
  surroundings: Surroundings; // as the Worker has them, by a way to the database that is never broken
  /** As the owner, past every fault and every policy. */
  ask<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  tick(): Promise<void>;
  killWorker(): Promise<void>;
  /** Kills the Worker and takes the storage of its Durable Objects away. */
  forgetRooms(): Promise<void>;
  signalWorker(name: 'SIGSTOP' | 'SIGCONT'): void;
  workerIsUp(): Promise<void>;
  stop(): Promise<void>;
};

const UP_WITHIN_MS = 90_000;

/** The built Worker in workerd, on a database of its own, with a bad network in between. */
export async function startWorld(kind: DatabaseKind, random: Random, onLog: (line: string) => void): Promise<World> {
  const stack = new Stack();
  try {
    return await build(stack, kind, random, onLog);
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

async function build(stack: Stack, kind: DatabaseKind, random: Random, onLog: (line: string) => void): Promise<World> {
  const dir = await mkdtemp(join(tmpdir(), 'everthread-chaos-'));
  stack.add({ stop: () => rm(dir, { recursive: true, force: true }) });
  const database = stack.add(await openDatabase(kind));
  const databaseNetwork = stack.add(
    await startTcpProxy({ host: '127.0.0.1', port: database.port }, random.fork('database network')),
  );
  const mails = stack.add(
    await listenOnLoopback(
      createServer((_, answer) => answer.end('{"id":"1"}')),
      0,
    ),
  );
  const databaseUrl = new URL(database.appUrl);
  databaseUrl.port = String(databaseNetwork.port);

  const workerPort = await findFreePort(22_000 + (process.pid % 4_000));
  const appUrl = `http://app.test:${workerPort}`;
  const bindings = {
    PUBLIC_URL: appUrl,
    FILES_URL: `http://files.test:${workerPort}`,
    DATABASE_URL: databaseUrl.href,
    SECRET: randomBytes(32).toString('base64url'),
    MAIL_FROM: 'Everthread <support@mail.example>',
    RESEND_API_KEY: 're_unused',
    RESEND_BASE_URL: `http://127.0.0.1:${mails.port}`,
  };
  const unguard = await guardWorkerd(dir);
  stack.add({ stop: unguard });
  const worker: RunningWorker = stack.add(await runWorker({ port: workerPort, dataDir: dir, bindings, onLog }));

  const pid = () => Number(readFileSync(join(dir, 'workerd.pid'), 'utf8'));
  const signalWorker = (name: NodeJS.Signals) => void process.kill(pid(), name);
  const owner = neon(database.ownerUrl);

  /** Miniflare starts the next one by itself. */
  async function killWorker(andThen = () => {}): Promise<void> {
    const before = pid();
    signalWorker('SIGKILL');
    andThen();
    while (pid() === before) await sleep(10);
    await workerIsUp();
  }

  async function workerIsUp(): Promise<void> {
    const giveUpAt = Date.now() + UP_WITHIN_MS;
    while (!(await isUp(workerPort))) {
      if (Date.now() > giveUpAt) throw new Error(`The Worker did not come back within ${UP_WITHIN_MS / 1000} s`);
      await sleep(50);
    }
  }

  return {
    appUrl,
    workerPort,
    database,
    databaseNetwork,
    surroundings: {
      db: connect(database.appUrl),
      config: readConfig({ ...bindings, DATABASE_URL: database.appUrl }),
      now: () => new Date(),
      newId: () => crypto.randomUUID(),
    },
    ask: async <Row>(text: string, values: unknown[] = []) =>
      (await patiently(() => owner.query(text, values))) as Row[],
    tick: worker.tick,
    killWorker: () => killWorker(),
    forgetRooms: () => killWorker(() => rmSync(join(dir, 'worker'), { recursive: true, force: true })),
    signalWorker,
    workerIsUp,
    stop: () => stack.stop(),
  };
}

/** A machine that is out of breath may be too slow to answer in time. What the database itself refuses stays refused. */
async function patiently<Answer>(ask: () => Promise<Answer>, tries = 5): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (tries === 1 || !(error instanceof NeonDbError) || error.code !== undefined) throw error;
    await sleep(1_000);
    return patiently(ask, tries - 1);
  }
}

const isUp = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/api/nothing`, { signal: AbortSignal.timeout(1_000) }).then(
    (answer) => answer.status === 404,
    () => false,
  );
