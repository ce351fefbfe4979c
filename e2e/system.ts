import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPushService, type PushService } from '../api/test/push-service.ts';
import { findFreePort } from '../local/free-port.ts';
import { openMailbox } from '../local/mailbox.ts';
import { runWorker } from '../local/run-worker.ts';
import { serveTestPglite } from '../local/test-database.ts';
import { guardWorkerd } from '../local/workerd-guard.ts';
import { openFromEverywhere } from './from-everywhere.ts';
import { openInternet } from './internet.ts';

/** Where the running system is to be found. Plain data, so that it can be handed to test files. */
export type System = {
  appUrl: string; // the origin that browsers know: *.test is this machine
  filesUrl: string; // the origin that browsers fetch files from
  apiUrl: string; // the same Worker for programs that cannot resolve that name
  mailboxUrl: string;
  pushUrl: string; // a push service that the Worker takes for a real one
  databaseUrl: string; // as the Worker's role
  ownerUrl: string;
  secret: string;
};

/**
 * The built Worker in workerd, with a fresh database, a mailbox, a push service and an internet of its own. `appHost`: `localhost` is the only name
 * without https at which browsers do all that they do with it.
 */
export async function startSystem(
  appHost = 'app.test',
): Promise<{ system: System; push: PushService; stop(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'everthread-e2e-'));
  const secret = randomBytes(32).toString('base64url');
  const mailKey = `re_${randomBytes(16).toString('base64url')}`;
  const unguard = await guardWorkerd(dir);
  const database = await serveTestPglite();
  const hookSecret = `whsec_${randomBytes(32).toString('base64')}`;
  const push = await openPushService();
  const internet = await openInternet();
  const port = await findFreePort(20_000 + 2 * (process.pid % 4_000));
  const hook = { url: `http://127.0.0.1:${port}/api/hooks/resend`, secret: hookSecret };
  const mailbox = await openMailbox(join(dir, 'mails'), mailKey, 0, hook);
  const browsersWay = await openFromEverywhere(port);
  const appUrl = `http://${appHost}:${browsersWay.port}`;
  const filesUrl = `http://files.test:${browsersWay.port}`;
  const worker = await runWorker({
    port,
    dataDir: dir,
    beside: [internet.worker],
    internet: internet.name,
    bindings: {
      PUBLIC_URL: appUrl,
      FILES_URL: filesUrl,
      DATABASE_URL: database.appUrl,
      SECRET: secret,
      SIGN_UP: 'open',
      MAIL_FROM: 'Everthread <support@mail.example>',
      RESEND_API_KEY: mailKey,
      RESEND_BASE_URL: mailbox.url,
      RESEND_WEBHOOK_SECRET: hookSecret,
      MAIL_REPLY_DOMAIN: 'reply.example',
      PUSH_SERVICES: push.url,
    },
  });
  return {
    push,
    system: {
      appUrl,
      filesUrl,
      apiUrl: `http://127.0.0.1:${port}`,
      mailboxUrl: mailbox.url,
      pushUrl: push.url,
      databaseUrl: database.appUrl,
      ownerUrl: database.ownerUrl,
      secret,
    },
    async stop() {
      await browsersWay.stop();
      await worker.stop();
      await Promise.all([mailbox.stop(), push.stop(), internet.stop(), database.stop()]);
      await unguard();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
