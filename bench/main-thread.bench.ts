import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchOptions } from './bench.ts';
import { type Devtools, openDevtools } from './devtools.ts';
import { type Figure, round } from './figure.ts';
import { newPlace } from './people.ts';
import { openShop } from './shop.ts';
import { median } from './statistics.ts';
import { startSystem } from './system.ts';
import { visit } from './visit.ts';

const WATCHED_MS = 1_500; // by then a page without intent has long gone quiet

type Load = { taskMs: number; scriptMs: number; longTasks: number; shift: number };

const WATCH = `globalThis.benchSeen = { longTasks: 0, shift: 0 };
new PerformanceObserver((list) => { benchSeen.longTasks += list.getEntries().length }).observe({ type: 'longtask', buffered: true });
new PerformanceObserver((list) => { for (const { value } of list.getEntries()) benchSeen.shift += value }).observe({ type: 'layout-shift', buffered: true });`;

/** What the loader takes of a page's main thread before anybody wants it, net of the same page without it. */
export async function mainThread({ runs, database }: BenchOptions): Promise<Figure[]> {
  const system = await startSystem(database);
  const devtools = await openDevtools();
  try {
    const place = await newPlace(system, 0);
    const shop = await openShop(system.appUrl, place.agent.workspaceId);
    const [withLoader, blank]: [Load[], Load[]] = [[], []];
    for (let run = 0; run <= runs; run += 1) {
      const [one, other] = [await load(devtools, shop.withLoader), await load(devtools, shop.blank)];
      if (run === 0) continue; // warms up
      withLoader.push(one);
      blank.push(other);
    }
    await shop.stop();
    const of = (loads: readonly Load[], name: keyof Load) => median(loads.map((each) => each[name]));
    const net = (name: keyof Load) => of(withLoader, name) - of(blank, name);
    return [
      {
        name: 'main thread before intent, 4×, net of a blank page',
        value: net('taskMs'),
        unit: 'ms',
        gate: 80,
        goal: 50,
        note: `${round(of(withLoader, 'taskMs'))} − ${round(of(blank, 'taskMs'))} ms`,
      },
      { name: 'script of it', value: net('scriptMs'), unit: 'ms', gate: 80, goal: 20 },
      { name: 'long tasks before intent, net', value: net('longTasks'), gate: 0, goal: 0 },
      {
        name: 'layout shift before intent',
        value: Math.max(...withLoader.map(({ shift }) => shift)),
        gate: 0,
        goal: 0,
        isExact: true,
      },
    ];
  } finally {
    await devtools.stop();
    await system.stop();
  }
}

async function load(devtools: Devtools, url: string): Promise<Load> {
  const page = await visit(devtools, url, { cpu: 4, metrics: true, script: WATCH });
  await sleep(WATCHED_MS);
  const { metrics } = await page.page.send<{ metrics: { name: string; value: number }[] }>('Performance.getMetrics');
  const seen = await page.read<{ longTasks: number; shift: number }>('benchSeen');
  await page.end();
  const seconds = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { taskMs: seconds('TaskDuration') * 1000, scriptMs: seconds('ScriptDuration') * 1000, ...seen };
}
