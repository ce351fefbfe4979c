import type { FlowId } from '@everthread/shared/models/ids';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchStay } from './watch-stay.ts';

const message = { id: 'f1' as FlowId, words: { en: 'May I help?' }, afterSeconds: 2, pages: [], languages: [] };
const tag = { dataset: { workspace: 'w' } } as unknown as HTMLScriptElement;

type Made = {
  attachShadow: () => Made;
  append: () => void;
  remove: () => void;
  onclick?: () => void;
  textContent?: string;
};

/** As much of a page as is asked for, with a launcher on it. */
function page() {
  const kept = new Map<string, string>();
  const buttons: Made[] = [];
  const element = (name: string): Made => {
    const made: Made = { attachShadow: () => element('root'), append: () => {}, remove: () => {} };
    if (name === 'button') buttons.push(made);
    return made;
  };
  /** Whoever is told of what is put into the page. */
  const watchers = new Set<() => void>();
  const open = { launcher: {} as object | null, buttons, watchers };
  vi.stubGlobal('document', {
    hidden: false,
    querySelector: () => open.launcher,
    elementFromPoint: () => null,
    createElement: element,
    documentElement: element('html'),
  });
  vi.stubGlobal('window', { Everthread: () => {} });
  vi.stubGlobal('location', { href: 'https://shop.example/' });
  vi.stubGlobal('navigator', { language: 'en' });
  vi.stubGlobal('CSS', { supports: () => false });
  vi.stubGlobal(
    'CSSStyleSheet',
    class {
      replaceSync() {}
    },
  );
  vi.stubGlobal(
    'MutationObserver',
    class {
      readonly #told: () => void;
      constructor(told: () => void) {
        this.#told = told;
      }
      observe = () => watchers.add(this.#told);
      disconnect = () => watchers.delete(this.#told);
    },
  );
  vi.stubGlobal('requestAnimationFrame', () => {});
  vi.stubGlobal('innerWidth', 800);
  vi.stubGlobal('innerHeight', 600);
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  });
  return open;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each(['Answer', '×'])('what was shown and left by “%s” is watched over no longer', (name) => {
  const { buttons } = page();
  watchStay([message], tag);
  vi.advanceTimersByTime(5_000);
  expect(buttons).toHaveLength(2);
  expect(vi.getTimerCount()).toBe(1);
  buttons.find(({ textContent }) => textContent === name)?.onclick?.();
  expect(vi.getTimerCount()).toBe(0);
});

test('where the launcher is gone nothing is watched, and it is waited for where it has not come yet', () => {
  const site = page();
  const { launcher } = site;
  site.launcher = null;
  watchStay([{ ...message, afterSeconds: 60 }], tag);
  vi.advanceTimersByTime(2_000);
  site.launcher = launcher;
  vi.advanceTimersByTime(2_000);
  expect(vi.getTimerCount()).toBe(1);
  site.launcher = null;
  vi.advanceTimersByTime(1_000);
  expect(vi.getTimerCount()).toBe(0);
});

test('a page that ends the widget and begins it anew is watched anew, unless something was shown there already', () => {
  const site = page();
  const { launcher, watchers } = site;
  const restart = () => {
    site.launcher = null;
    vi.advanceTimersByTime(1_000);
    expect(vi.getTimerCount()).toBe(0);
    site.launcher = launcher;
    for (const told of watchers) told();
  };
  const end = watchStay([message], tag);
  vi.advanceTimersByTime(1_000);
  restart();
  expect([watchers.size, site.buttons.length]).toEqual([0, 0]);
  vi.advanceTimersByTime(2_000);
  expect(site.buttons).toHaveLength(2);
  restart();
  expect(vi.getTimerCount()).toBe(0);

  const ended = watchStay([{ ...message, id: 'f2' as FlowId }], tag);
  vi.advanceTimersByTime(1_000);
  site.launcher = null;
  vi.advanceTimersByTime(1_000);
  ended();
  end();
  expect(watchers.size).toBe(0);
});
