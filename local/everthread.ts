import { setInterval } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../api/src/config.ts';
import { makeDataDir } from './data-dir.ts';
import { lockData } from './data-lock.ts';
import { openDatabase } from './database.ts';
import { openDemoShop } from './demo-shop.ts';
import { findFreePort } from './free-port.ts';
import { openMailbox } from './mailbox.ts';
import { refuseOpenDemo } from './open-demo.ts';
import type { Owner } from './owner.ts';
import { type RunningWorker, runWorker } from './run-worker.ts';
import { keepSecrets, readSecrets } from './secrets.ts';
import { seedDemo } from './seed.ts';
import type { Settings } from './settings.ts';
import { Stack } from './stack.ts';
import { checkSettings, workerBindings } from './worker-bindings.ts';
import { guardWorkerd } from './workerd-guard.ts';

export type Everthread = {
  appUrl: string;
  shopUrl: string;
  mailboxUrl: string;
  databaseUrl: string; // the owner's, over the SQL endpoint
  reload(): Promise<void>;
  stop(): Promise<void>;
};

const MINUTE_IN_MS = 60_000;
const A_MOMENT_MS = 2_000;

/** Starts all that one machine needs: the database, the Worker, its cron, a mailbox and the demo shop. */
export async function startEverthread(settings: Settings): Promise<Everthread> {
  const stack = new Stack();
  try {
    return await start(settings, stack);
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

async function start(settings: Settings, stack: Stack): Promise<Everthread> {
  const { dataDir, databaseUrl, port, publicUrl } = settings;
  await makeDataDir(dataDir);
  const lock = await lockData(dataDir);
  stack.add({ stop: lock.release });
  if (publicUrl) await refuseTakenPort(port);
  const secrets = await readSecrets(dataDir);
  checkSettings(settings, secrets);
  // Its agent's password is known to everybody, so it has no place where everybody can come.
  const seed = (owner: Owner) => (publicUrl ? refuseOpenDemo(owner) : seedDemo(owner, new Date()));
  const accept = (owner: Owner) => keepSecrets(dataDir, secrets, owner);
  const database = stack.add(await openDatabase({ dataDir, databaseUrl, secrets, accept, seed }));

  const appPort = await findFreePort(port);
  const appUrl = publicUrl ? new URL(publicUrl).origin : `http://localhost:${appPort}`;
  const shop = stack.add(await openDemoShop(appUrl, await findFreePort(appPort + 1)));
  const mailbox = stack.add(
    await openMailbox(`${dataDir}/mail`, secrets.mailKey, await findFreePort(Number(new URL(shop.url).port) + 1), {
      url: `http://localhost:${appPort}/api/hooks/resend`,
      secret: secrets.hookSecret,
    }),
  );

  const bindings = workerBindings(settings, secrets, {
    appUrl,
    appPort,
    databaseUrl: database.appUrl,
    mailboxUrl: mailbox.url,
  });
  stack.add({ stop: await guardWorkerd(dataDir) });
  const worker = stack.add(
    await runWorker({
      port: appPort,
      dataDir,
      behindProxy: publicUrl !== undefined,
      bindings,
    }),
  );
  stack.add(tickEveryMinute(worker));
  await lock.announce(appUrl);
  return {
    appUrl,
    shopUrl: shop.url,
    mailboxUrl: mailbox.url,
    databaseUrl: database.ownerUrl,
    reload: worker.reload,
    stop: () => stack.stop(),
  };
}

/** The operator's proxy leads to this port, and to no other that is free. */
async function refuseTakenPort(port: number): Promise<void> {
  if ((await findFreePort(port)) === port) return;
  throw new ConfigError(
    `Everthread cannot start: port ${port} is taken, and the proxy of PUBLIC_URL leads there. Free it, or set another PORT.`,
  );
}

/** Miniflare fires alarms, but no crons. */
function tickEveryMinute(worker: RunningWorker): { stop(): Promise<void> } {
  let ticking: Promise<void> = Promise.resolve();
  let isEnding = false;
  const tick = () => {
    ticking = worker.tick().catch((error: Error) => {
      if (!isEnding) console.error('The cron failed:', error.message);
    });
  };
  tick();
  const timer = setInterval(tick, MINUTE_IN_MS);
  return {
    async stop() {
      isEnding = true;
      clearInterval(timer);
      // Where the database is slow it has many a patience to lose; cut off, it goes on at the next start.
      await Promise.race([ticking, sleep(A_MOMENT_MS, undefined, { ref: false })]);
    },
  };
}
