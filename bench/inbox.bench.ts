import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchOptions } from './bench.ts';
import { type Devtools, openDevtools } from './devtools.ts';
import { type Figure, round } from './figure.ts';
import { type InboxPlace, newInboxPlace } from './inbox-place.ts';
import { interleave, median, percentile } from './statistics.ts';
import { startSystem } from './system.ts';
import { type as typeLetter, type Visit, visit } from './visit.ts';

const FEW = 10_000;
const KEYS = 20;
const FRAMES = 240;
const LATE_MS = 25; // a frame that was missed
const KEPT_AFTER_MS = 2_500; // what is on the screen is kept a moment after it came

// When this load of the page began, when the first rows were on the screen, when the socket first said something; and
// every key that took longer than a frame.
const WATCH = `{
  const load = Number(sessionStorage.getItem('load') ?? 0);
  sessionStorage.setItem('load', load + 1);
  bench('began-' + load, 0);
  new MutationObserver((_, observer) => {
    if (!document.querySelector('[data-topic], form input')) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => bench('painted-' + load)));
  }).observe(document, { childList: true, subtree: true });
  const Plain = WebSocket;
  globalThis.WebSocket = class extends Plain {
    constructor(...how) {
      super(...how);
      this.addEventListener('message', () => bench('live-' + load), { once: true });
    }
  };
  globalThis.benchKeys = [];
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') benchKeys.push(duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
}`;

/** How long the inbox of a busy workspace keeps its agent waiting, at 4× CPU slowdown. */
export async function inbox({ runs, database, threads }: BenchOptions): Promise<Figure[]> {
  const system = await startSystem(database);
  const devtools = await openDevtools();
  try {
    const few = await newInboxPlace(system, FEW);
    const many = threads > FEW ? await newInboxPlace(system, threads) : undefined;
    // The control: the same app's page for who is not signed in, a form and nothing else.
    const bare = { url: `${system.appUrl}/inbox/sign-in`, script: '' };
    const loads = await interleave<'few' | 'many' | 'again' | 'bare'>(runs, {
      few: () => loadOnce(devtools, few),
      many: many ? () => loadOnce(devtools, many) : async () => Number.NaN,
      again: () => loadAgain(devtools, few),
      bare: () => loadOnce(devtools, bare),
    });
    const control = `the sign-in form ${round(median(loads.bare))} ms`;
    const inUse = await use(devtools, few);
    return [
      {
        name: `inbox of ${FEW.toLocaleString('en')} threads, cold: painted and live, 4×`,
        value: median(loads.few),
        unit: 'ms',
        gate: 600,
        goal: 450,
        note: control,
      },
      ...(many
        ? [
            {
              name: `the same with ${threads.toLocaleString('en')} threads ÷ with ${FEW.toLocaleString('en')}`,
              value: median(loads.many) / median(loads.few),
              gate: 1.1,
              goal: 1,
              note: `${round(median(loads.many))} ms ÷ ${round(median(loads.few))} ms`,
            },
          ]
        : []),
      {
        name: 'inbox on a reload: the kept list painted, 4×',
        value: median(loads.again),
        unit: 'ms',
        gate: 400,
        goal: 250,
      },
      {
        name: 'j or k to next paint, 4×, net of a key that means nothing',
        value: Math.max(0, inUse.key - inUse.idleKey),
        unit: 'ms',
        gate: 50,
        goal: 32,
        note: `${inUse.key} − ${inUse.idleKey} ms; the slowest of ${KEYS} ${inUse.slowestKey} ms, with ${inUse.rows} rows loaded`,
      },
      {
        name: 'frames missed by scrolling, 4×',
        value: Math.max(0, inUse.late - inUse.lateAtRest),
        unit: '%',
        gate: 5,
        goal: 1,
        note: `${inUse.late} % of ${FRAMES} frames − ${inUse.lateAtRest} % while nothing moves`,
      },
    ];
  } finally {
    await devtools.stop();
    await system.stop();
  }
}

const open = (devtools: Devtools, { url, script }: InboxPlace) =>
  visit(devtools, url, { cpu: 4, script: `${script}\n${WATCH}` });

/** From the navigation of a browser that has seen nothing until the list is on the screen and hears of news. */
async function loadOnce(devtools: Devtools, place: InboxPlace): Promise<number> {
  const page = await open(devtools, place);
  try {
    const [painted, began] = [await page.said('painted-0'), await page.said('began-0')];
    const live = place.script ? await page.said('live-0') : painted;
    return Math.max(painted, live) - began;
  } finally {
    await page.end();
  }
}

/** From the reload of a page that was open before until its list is on the screen. */
async function loadAgain(devtools: Devtools, place: InboxPlace): Promise<number> {
  const page = await open(devtools, place);
  try {
    await page.said('live-0');
    await sleep(KEPT_AFTER_MS);
    await page.page.send('Page.reload');
    return (await page.said('painted-1')) - (await page.said('began-1'));
  } finally {
    await page.end();
  }
}

async function use(devtools: Devtools, place: InboxPlace) {
  const page = await open(devtools, place);
  try {
    await page.said('live-0');
    await sleep(1_000);
    const lateAtRest = await lateFrames(page, 0);
    const late = await lateFrames(page, 60);
    const rows = await page.read<number>(
      "Number(document.querySelector('[data-topic-list] [aria-setsize]').ariaSetSize)",
    );
    await page.read("document.querySelector('[data-topic-list] > div').scrollTo(0, 0)");
    await sleep(500);
    const keys: number[] = [];
    const idle: number[] = [];
    for (let press = 0; press < KEYS; press += 1) {
      keys.push(await slowestKey(page, press < KEYS / 2 ? 'j' : 'k'));
      idle.push(await slowestKey(page, 'y'));
    }
    const [key, idleKey] = [percentile(keys, 0.75), percentile(idle, 0.75)];
    return { late, lateAtRest, rows, key, idleKey, slowestKey: Math.max(...keys) };
  } finally {
    await page.end();
  }
}

/** What is quicker than a frame is not told: it counts as one. */
async function slowestKey(page: Visit, letter: string): Promise<number> {
  await page.read('benchKeys.length = 0');
  await typeLetter(page.page, letter);
  await sleep(400);
  return Math.max(16, ...(await page.read<number[]>('benchKeys')));
}

/** How many of a hundred frames come late while the list moves so many pixels a frame. */
const lateFrames = (page: Visit, pixels: number) =>
  page.read<number>(`new Promise((resolve) => {
    const list = document.querySelector('[data-topic-list] > div');
    let [frames, late, before] = [0, 0, performance.now()];
    requestAnimationFrame(function next(now) {
      if (frames > 0 && now - before > ${LATE_MS}) late += 1;
      before = now;
      if (${pixels} > 0) list.scrollTop += ${pixels};
      if (++frames <= ${FRAMES}) requestAnimationFrame(next);
      else resolve(Math.round((100 * late) / ${FRAMES}));
    });
  })`);
