import type { FromMessenger } from '../channel.ts';
import { isTouch } from './composer.ts';
import { drawLauncher } from './launcher.ts';
import { createPanel } from './panel.ts';
import { color, language, takeLook } from './settings.ts';
import { clear, openStore, ours, prefix } from './store.ts';
import { styles } from './styles.ts';
import { wordsFor } from './words.ts';

export type Commands = { [name: string]: ((...args: never[]) => unknown) | undefined };
type Proof = { token?: unknown; refresh?: () => unknown };

/**
 * The launcher, and behind it the messenger from the first sign that somebody wants it, or that he has written before.
 * Returns what a page may say: `Everthread('open')`.
 */
export function createWidget(): Commands {
  const [host, root, button, sheet, showOpen] = drawLauncher();
  const listeners = new Set<readonly [event: unknown, listener: (detail?: unknown) => void]>();
  const ends = new AbortController();
  let words = wordsFor(language);
  let isOpen = false;
  let hasTaken = false; // the messenger has its own composer
  let panel: ReturnType<typeof createPanel> | undefined;
  let proof: Proof = {};
  let forget: string | undefined;

  const listen = (target: EventTarget | null, type: string, heard: (event: never) => void) =>
    target?.addEventListener(type, heard as EventListener, ends);
  const sayStored = () => panel?.[4]();

  function tell(event: unknown, detail?: unknown): void {
    for (const [wanted, listener] of [...listeners]) if (wanted === event) listener(detail);
  }

  function sayShown(): void {
    panel?.[3]('shown', isOpen, color, language, proof.token, forget);
  }

  function look(): void {
    words = wordsFor(language);
    sheet.replaceSync(styles());
    showUnread(0);
    sayShown();
  }

  function showUnread(count: unknown, label = words[1] as string): void {
    button.ariaLabel = label;
    button.dataset.n = `${count || ''}`;
  }

  const hear = {
    close: () => show(false),
    restart,
    async token() {
      const mine = proof;
      mine.token = await Promise.resolve(mine.refresh?.()).catch(() => {});
      if (mine === proof) sayShown();
    },
    took() {
      if (!panel) return;
      const [, frame, [, , isFocused, , isTaken]] = panel;
      const hadFocus = isFocused();
      hasTaken = isTaken();
      if (hasTaken && hadFocus) frame.focus();
    },
    tell(event: string, detail: unknown, label?: string) {
      if (event === 'ready') panel?.[2][3]();
      if (event === 'unread') showUnread(detail, label);
      tell(event, detail);
    },
  } satisfies { [type in Exclude<FromMessenger[0], 'store'>]: unknown };

  function prepare(): void {
    if (panel || ends.signal.aborted) return;
    panel = createPanel(
      words,
      (type, ...rest) => (hear as Commands)[type]?.(...(rest as never[])),
      (isAgain) => (isAgain ? restart() : sayShown()),
    );
    hasTaken = false;
    root.prepend(panel[0]);
    drawShown();
  }

  function drawShown(): void {
    if (panel) panel[0].className = isOpen ? 'p open' : 'p';
    showOpen(isOpen);
    sayShown();
  }

  function end(): void {
    panel?.[0].remove();
    panel = undefined;
    showUnread(0);
  }

  /** Nothing of what the messenger knew is left in the new one. */
  function restart(): void {
    if (!panel) return;
    end();
    prepare();
  }

  function show(next: boolean): void {
    if (next === isOpen) return;
    prepare();
    const hadFocus = panel?.[0].contains(root.activeElement);
    isOpen = next;
    drawShown();
    if (!isOpen) hadFocus && button.focus();
    else if (hasTaken) panel?.[1].focus();
    else if (!isTouch()) panel?.[2][1].focus();
    tell(isOpen ? 'open' : 'close');
  }

  /** Who has written before is told of answers, and what he could not send is sent. */
  function wake(): void {
    if (`${Object.keys(ours())}`) (window.requestIdleCallback ?? setTimeout)(prepare);
  }

  openStore();
  look();
  drawShown();
  if (document.readyState === 'complete') wake();
  listen(window, 'load', wake);
  listen(window, 'message', (event: MessageEvent) => panel?.[5](event));
  listen(window, 'online', () => panel?.[6]());
  // Another tab of this site has changed what is kept.
  listen(window, 'storage', ({ key, oldValue }: StorageEvent) => {
    if (!key || (key === prefix() && oldValue)) restart();
    else if (!key.indexOf(prefix())) sayStored();
  });
  // Keeps a full-screen panel above a phone's on-screen keyboard, which the iframe itself cannot see.
  listen(window.visualViewport, 'resize', ({ target }: { target: VisualViewport }) => {
    const { width, height, offsetTop } = target;
    if (panel)
      panel[0].style.cssText = width < 481 && height < innerHeight - 99 ? `height:${height}px;top:${offsetTop}px` : '';
  });
  button.onpointerenter = button.onfocus = prepare;
  button.onclick = () => show(!isOpen);
  listen(root, 'keydown', ({ key, isComposing }: KeyboardEvent) => {
    if (key === 'Escape' && !isComposing) show(false);
  });

  return {
    open: () => show(true),
    close: () => show(false),
    toggle: () => show(!isOpen),
    on(event: unknown, listener: () => void) {
      const entry = [event, listener] as const;
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    update(next: { [name: string]: unknown }) {
      takeLook((name) => next[name]);
      look();
    },
    identify(next: Proof) {
      proof = { ...next };
      sayShown();
    },
    logout() {
      forget = ours()[prefix()];
      proof = {};
      clear();
      if (forget) prepare();
      restart();
    },
    shutdown() {
      ends.abort();
      end();
      host.remove();
    },
  };
}
