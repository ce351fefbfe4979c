import { type Everthread, startEverthread } from './everthread.ts';
import { explain } from './explain.ts';
import { DEMO } from './seed.ts';
import { readSettings } from './settings.ts';
import { whenNpmEnds } from './when-npm-ends.ts';

const PATIENCE_MS = 20_000;
const startedAt = performance.now();
const settings = await Promise.resolve().then(readSettings).catch(explain);
export const everthread = await startEverthread(settings).catch(explain);
describe(everthread);
endWith(everthread);

function describe({ appUrl, shopUrl, mailboxUrl }: Everthread): void {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (!settings.publicUrl && !appUrl.endsWith(`:${settings.port}`)) {
    console.log(`Port ${settings.port} is taken, so this is on the next free one.`);
  }
  console.log(`
  Everthread is ready (${seconds} s).

${settings.publicUrl ? signUp(appUrl) : demo(appUrl, shopUrl)}
  ${mail(mailboxUrl)}
  Data        ${settings.databaseUrl ? 'in the Postgres of DATABASE_URL' : settings.dataDir}

  Ctrl-C ends it.
`);
}

function demo(appUrl: string, shopUrl: string): string {
  return `  Demo shop   ${shopUrl}    write as a visitor
  Inbox       ${appUrl}/inbox    sign in as ${DEMO.email}, password ${DEMO.password}`;
}

function mail(mailboxUrl: string): string {
  if (settings.mail.resendKey) return `Mail        goes out by Resend, from ${settings.mail.from}`;
  const whatIsThere = settings.publicUrl ? 'what would be mailed: RESEND_API_KEY sends it' : 'what would be mailed';
  return `Mailbox     ${mailboxUrl}    ${whatIsThere}`;
}

function signUp(appUrl: string): string {
  const whoSignsUp = settings.signUp === 'open' ? 'sign up' : 'sign up first: then only who is invited comes in';
  return `  Inbox       ${appUrl}/inbox    ${whoSignsUp}
  Proxy       has to lead PUBLIC_URL and FILES_URL to http://127.0.0.1:${settings.port}`;
}

/** As safe as a crash: what was acknowledged is stored, and workerd is ended by its guard. */
function leave(): never {
  console.error(`Not everything ended within ${PATIENCE_MS / 1000} s; it is left as it is.`);
  process.exit(1);
}

function endWith({ stop }: Everthread): void {
  let isEnding = false;
  const end = async () => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(leave, PATIENCE_MS);
    await stop().catch((error: Error) => {
      console.error(error);
      process.exitCode = 1;
    });
    process.exit();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.removeAllListeners(signal); // Miniflare's would exit at once, with the database still open
    process.on(signal, end);
  }
  process.on('disconnect', end); // our launcher is gone
  whenNpmEnds(end);
}
