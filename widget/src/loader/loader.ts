import { origin, readTag, workspaceId } from './settings.ts';
import { type Commands, createWidget } from './widget.ts';

type Everthread = ((name: string, ...args: unknown[]) => unknown) & {
  q?: Iterable<[string, ...unknown[]]>;
  isReady?: 1;
};
/** `import`, as the build leaves it. */
declare const importLater: (url: string) => Promise<unknown>;
declare global {
  interface Window {
    Everthread?: Everthread;
  }
}

// Whatever a page has done to its globals, it must not see an error of ours.
try {
  // Not `currentScript`: a form or an image of that name stands in its way.
  const tag = document.querySelector<HTMLScriptElement>('[src*="/w.js"][data-workspace]');
  const stub = window.Everthread;
  if (tag && readTag(tag) && !stub?.isReady) {
    let commands: Commands | undefined = createWidget();
    const everthread: Everthread = (name, ...args) => {
      // After a shutdown the page may begin anew, by any call but one that ends something.
      if (!/close|shutdown/.test(name)) commands ||= createWidget();
      const answer = commands?.[name]?.(...(args as never[]));
      if (name === 'shutdown') commands = undefined;
      return answer;
    };
    everthread.isReady = 1;
    window.Everthread = everthread;
    for (const call of stub?.q ?? []) everthread(...call);
    if (tag.matches('[data-proactive]'))
      setTimeout(() => importLater(`${origin}/p?workspace=${workspaceId}`).catch(() => {}), 2e3);
  }
} catch {}
