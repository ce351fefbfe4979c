import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchOptions } from './bench.ts';
import { untilReady } from './count-requests.ts';
import { openDevtools } from './devtools.ts';
import { type Figure, round } from './figure.ts';
import { newPlace } from './people.ts';
import { someoneWithHistory } from './returning-visitor.ts';
import { openShop } from './shop.ts';
import { median } from './statistics.ts';
import { startSystem } from './system.ts';
import { LAUNCHER, press, pressEnter, type, type Visit, visit } from './visit.ts';

const MESSAGES = 1_000;
const LETTERS = 10;

// Every key that took longer than a frame, from the press to the next paint.
const WATCH = `globalThis.benchKeys = [];
new PerformanceObserver((list) => {
  for (const { interactionId, duration } of list.getEntries()) if (interactionId) benchKeys.push(duration);
}).observe({ type: 'event', durationThreshold: 16, buffered: true });`;

/** How long a key keeps its visitor waiting in a thread of a thousand messages, all of them loaded. */
export async function interaction({ runs, database }: BenchOptions): Promise<Figure[]> {
  const system = await startSystem(database);
  const devtools = await openDevtools();
  try {
    const place = await newPlace(system, 0);
    const { script } = await someoneWithHistory(place, MESSAGES);
    const shop = await openShop(system.appUrl, place.agent.workspaceId);
    const long = await visit(devtools, shop.withLoader, { script: script + WATCH });
    await untilReady(long);
    await press(long.page, LAUNCHER.x, LAUNCHER.y);
    await loadAll(long);
    await brake(long);
    const bare = await visit(devtools, shop.bareField, { script: WATCH, cpu: 4 });
    await untilReady(bare);
    await press(bare.page, LAUNCHER.x, LAUNCHER.y);

    const worst: Record<'typing' | 'sending' | 'bare', number[]> = { typing: [], sending: [], bare: [] };
    for (let run = 0; run <= runs; run += 1) {
      await long.read("document.querySelector('textarea').focus()", 'frame');
      const typing = await slowestKey(long, 'frame', () => typeLetters(long));
      const sending = await slowestKey(long, 'frame', () => pressEnter(long.page));
      const control = await slowestKey(bare, 'page', () => typeLetters(bare));
      if (run === 0) continue;
      worst.typing.push(typing);
      worst.sending.push(sending);
      worst.bare.push(control);
    }
    const shown = await long.read<number>("document.querySelectorAll('.bubble').length", 'frame');
    await Promise.all([long.end(), bare.end(), shop.stop()]);
    const [typing, sending] = [median(worst.typing), median(worst.sending)];
    return [
      {
        name: `interaction to next paint in a thread of ${MESSAGES.toLocaleString('en')} messages, 4×`,
        value: Math.max(typing, sending),
        unit: 'ms',
        gate: 200,
        goal: 100,
        note: `slowest of ${LETTERS} letters ${round(typing)} ms, sending ${round(sending)} ms, a bare field ${round(median(worst.bare))} ms; ${shown} messages in the document`,
      },
    ];
  } finally {
    await devtools.stop();
    await system.stop();
  }
}

/** Scrolls up until there is nothing more. */
async function loadAll(page: Visit): Promise<void> {
  const giveUpAt = Date.now() + 90_000;
  for (;;) {
    const count = await page
      .read<number>(
        "document.querySelector('.log')?.scrollTo(0, -1e9); document.querySelectorAll('.bubble').length",
        'frame',
      )
      .catch(() => 0);
    if (count >= MESSAGES) break;
    if (Date.now() > giveUpAt) throw new Error(`Only ${count} of ${MESSAGES} messages were loaded`);
    await sleep(100);
  }
  await page.read("document.querySelector('.log').scrollTo(0, 0)", 'frame');
  await sleep(1_000);
}

const brake = (page: Visit) => page.slowDown(4);

async function typeLetters(page: Visit): Promise<void> {
  for (let letter = 0; letter < LETTERS; letter += 1) {
    await type(page.page, 'a');
    await sleep(60);
  }
}

async function slowestKey(page: Visit, where: 'page' | 'frame', act: () => Promise<void>): Promise<number> {
  await page.read('benchKeys.length = 0', where);
  await act();
  await sleep(600);
  // What is quicker than a frame is not told: it counts as one.
  return Math.max(16, ...(await page.read<number[]>('benchKeys', where)));
}
