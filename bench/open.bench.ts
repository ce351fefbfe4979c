import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchOptions } from './bench.ts';
import { untilReady } from './count-requests.ts';
import { type Devtools, openDevtools } from './devtools.ts';
import { type Figure, round } from './figure.ts';
import { newPlace } from './people.ts';
import { someoneWithHistory } from './returning-visitor.ts';
import { openShop } from './shop.ts';
import { interleave, median } from './statistics.ts';
import { startSystem } from './system.ts';
import { type Conditions, LAUNCHER, press, type, visit } from './visit.ts';

const MESSAGES = 30;
const BETWEEN_KEYS_MS = 8;
const GIVE_UP_MS = 20_000;

// The first press of the mouse, and the first letter that lands in a text field of any document.
const WATCH_TYPING = `
addEventListener('click', (event) => bench('click', event.timeStamp), true);
addEventListener('input', () => bench('letter'), true);`;

/** When the last of so many bubbles stands on the screen. */
const WATCH_BUBBLES = `
if (top !== self) new MutationObserver((_, observer) => {
  if (document.querySelectorAll('.bubble').length < ${MESSAGES}) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => bench('history')));
}).observe(document, { childList: true, subtree: true });`;

/** How long it takes from the click on the launcher to a letter in the composer, and to the whole history. */
export async function open({ runs, database }: BenchOptions): Promise<Figure[]> {
  const system = await startSystem(database);
  const devtools = await openDevtools();
  try {
    const place = await newPlace(system, 0);
    const { script: returning } = await someoneWithHistory(place, MESSAGES);
    const shop = await openShop(system.appUrl, place.agent.workspaceId);
    const taken = await interleave(runs, {
      composer: () => untilTyping(devtools, shop.withLoader, { cpu: 4 }),
      bare: () => untilTyping(devtools, shop.bareField, { cpu: 4 }),
      slowComposer: () => untilTyping(devtools, shop.withLoader, { cpu: 4, slow4g: true }),
      history: () => untilHistory(devtools, shop.withLoader, { cpu: 4, slow4g: true, script: returning }),
    });
    await shop.stop();
    const bare = median(taken.bare);
    const composer = (name: string, gross: number): Figure => ({
      name,
      value: gross - bare,
      unit: 'ms',
      gate: 120,
      goal: 100,
      note: `${round(gross)} ms − ${round(bare)} ms for a page's own button and field; nothing hovered before, cold cache`,
    });
    return [
      composer('click → usable composer, 4×, net', median(taken.composer)),
      composer('click → usable composer, 4×, slow 4G, net', median(taken.slowComposer)),
      {
        name: 'click → whole history, 4×, slow 4G, cold',
        value: median(taken.history),
        unit: 'ms',
        gate: 1_000,
        goal: 700,
        note: `${MESSAGES} messages on the screen`,
      },
    ];
  } finally {
    await devtools.stop();
    await system.stop();
  }
}

async function arrive(devtools: Devtools, url: string, conditions: Conditions) {
  const page = await visit(devtools, url, conditions);
  await untilReady(page);
  await sleep(400); // nobody clicks at once
  return page;
}

async function untilTyping(devtools: Devtools, url: string, conditions: Conditions): Promise<number> {
  const page = await arrive(devtools, url, { ...conditions, script: WATCH_TYPING });
  void press(page.page, LAUNCHER.x, LAUNCHER.y);
  const giveUpAt = Date.now() + GIVE_UP_MS;
  while (!page.hasSaid('letter')) {
    if (Date.now() > giveUpAt) throw new Error('No letter ever landed in the composer');
    void type(page.page, 'a');
    await sleep(BETWEEN_KEYS_MS);
  }
  const tookMs = (await page.said('letter')) - (await page.said('click'));
  await page.end();
  return tookMs;
}

async function untilHistory(devtools: Devtools, url: string, conditions: Conditions): Promise<number> {
  const script = `${WATCH_TYPING}${WATCH_BUBBLES}${conditions.script}`;
  const page = await arrive(devtools, url, { ...conditions, script });
  void press(page.page, LAUNCHER.x, LAUNCHER.y);
  const tookMs = (await page.said('history', GIVE_UP_MS)) - (await page.said('click'));
  await page.end();
  return tookMs;
}
