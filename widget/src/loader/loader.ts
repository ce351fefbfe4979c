import { readTag } from './settings.ts';
import { type Commands, createWidget } from './widget.ts';

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
  const stub = window.Everthread;
  if (tag && readTag(tag) && !stub?.isReady) {
    let commands: Commands | undefined = createWidget();
    const everthread: Everthread = (name, ...args) => {
      // After a shutdown the page may begin anew, by any call but one that ends something.
      if (!/^(close|shutdown)$/.test(`${name}`)) commands ||= createWidget();
      const known = commands && Object.hasOwn(commands, `${name}`) && commands[`${name}`];
      if (name === 'shutdown') commands = undefined;
      return known && known(...(args as never[]));
    };
    everthread.isReady = true;
    window.Everthread = everthread;
    for (const [name, ...args] of (stub?.q ?? []) as unknown[][]) everthread(name, ...args);
  }
} catch {}
