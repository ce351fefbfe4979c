import { setTimeout as sleep } from 'node:timers/promises';
import type { Devtools } from './devtools.ts';
import { LAUNCHER, press, type Visit, visit } from './visit.ts';

export type Counts = {
  beforeIntent: number;
  /** With the messenger open, the loader itself not counted; whenever they were asked for. */
  afterLoader: number;
  idle: number;
  sockets: number;
};

type Watched = {
  shopUrl: string;
  appUrl: string;
  /** Runs in every document before any other script. */
  script?: string;
  idleMs: number;
};

const SETTLED_MS = 2_000;

/** Counts what a page with the loader asks our servers for: before anybody wants it, when it is opened, and while it idles. */
export async function countRequests(devtools: Devtools, { shopUrl, appUrl, script, idleMs }: Watched): Promise<Counts> {
  const page = await visit(devtools, shopUrl, { script: `${script ?? ''}${WATCH_COMPOSER}` });
  try {
    const ours = () => page.requests.filter(({ url }) => url.startsWith(appUrl)).length;
    await untilReady(page);
    await sleep(SETTLED_MS);
    const beforeIntent = ours();
    await press(page.page, LAUNCHER.x, LAUNCHER.y);
    await page.said('composer');
    await sleep(SETTLED_MS);
    const opened = ours();
    await sleep(idleMs);
    return {
      beforeIntent,
      afterLoader: opened - 1,
      idle: ours() - opened,
      sockets: page.sockets.length,
    };
  } finally {
    await page.end();
  }
}

// The messenger itself is there when it has a text field.
const WATCH_COMPOSER = `
if (top !== self) new MutationObserver((_, observer) => {
  if (!document.querySelector('textarea')) return;
  observer.disconnect();
  bench('composer');
}).observe(document, { childList: true, subtree: true });`;

/** The loader has run and the page is whole. */
export async function untilReady(page: Visit): Promise<void> {
  while (!(await page.read<boolean>("typeof Everthread === 'function' && document.readyState === 'complete'"))) {
    await sleep(50);
  }
}
