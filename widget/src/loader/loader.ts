import { readSettings } from './settings.ts';
import { createWidget } from './widget.ts';

type Everthread = ((...call: unknown[]) => unknown) & { q?: Iterable<ArrayLike<unknown>>; isReady?: true };
declare global {
  interface Window {
    Everthread?: Everthread;
  }
}

// Whatever a page has done to its globals, it must not see an error of ours.
try {
  // A form or an image named `currentScript` stands in the way of the real one.
  const { currentScript } = document;
  const tag =
    currentScript instanceof HTMLScriptElement
      ? currentScript
      : document.querySelector<HTMLScriptElement>('script[data-workspace]');
  const settings = tag && readSettings(tag);
  const stub = window.Everthread;
  if (settings && !stub?.isReady) {
    const commands = createWidget(settings);
    const everthread: Everthread = (name, ...args) => {
      const answer = commands.get(name)?.(...(args as never[]));
      if (name === 'shutdown') delete window.Everthread;
      return answer;
    };
    everthread.isReady = true;
    window.Everthread = everthread;
    for (const [name, ...args] of (stub?.q ?? []) as unknown[][]) everthread(name, ...args);
  }
} catch {}
