import type { FromMessenger } from '../channel.ts';
import { field, form, isTouch } from './composer.ts';
import { make } from './element.ts';
import { box, closePanel, frame, greet, openPanel } from './panel.ts';
import { say, sayStored } from './port.ts';
import { color, language, takeLook } from './settings.ts';
import { clear, openStore, ours, prefix } from './store.ts';
import { styles } from './styles.ts';
import { chooseWords, words } from './words.ts';

export type Commands = { [name: string]: ((...args: never[]) => unknown) | undefined };
type Proof = { token?: unknown; refresh?: (() => unknown) | undefined };

/**
 * The launcher, and behind it the messenger from the first sign that somebody wants it, or that he has written before.
 * Returns what a page may say: `Everthread('open')`.
 */
export function createWidget(): Commands {
  // In a closed shadow root neither side's styles reach the other.
  const host = make('everthread-widget' as 'div', {});
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  const badge = make('b', {});
  const button = make('button', {}, badge);
  const listeners = new Set<readonly [event: unknown, listener: (detail?: unknown) => void]>();
  const ends = new AbortController();
  let isOpen = false;
  let proof: Proof = {};
  let forget: string | undefined;

  const listen = (target: EventTarget, type: string, heard: (event: never) => void) =>
    target.addEventListener(type, heard as EventListener, ends);

  const tell = (event: unknown, detail?: unknown) => {
    for (const [wanted, listener] of listeners) if (wanted === event) listener(detail);
  };

  const sayShown = () => say('shown', isOpen, color, language, proof.token, forget);

  function draw(): void {
    chooseWords();
    sheet.replaceSync(styles());
    button.ariaExpanded = `${isOpen}`;
    button.ariaLabel ||= words[1] as string;
    if (box) box.hidden = !isOpen;
    sayShown();
  }

  function showUnread(count?: unknown, label = words[1] as string): void {
    button.ariaLabel = label;
    badge.textContent = `${count || ''}`;
  }

  const hear = {
    close: () => show(false),
    restart,
    async token() {
      const mine = proof;
      mine.token = await (async () => mine.refresh?.())().catch(() => {});
      if (mine === proof) sayShown();
    },
    tell(event: string, detail: unknown, label?: string) {
      if (event === 'unread') showUnread(detail, label);
      tell(event, detail);
    },
  } satisfies { [type in Exclude<FromMessenger[0], 'store' | 'took'>]: unknown };

  function prepare(): void {
    if (box || !host.isConnected) return;
    openPanel((type, ...rest) => (hear as Commands)[type]?.(...(rest as never[])));
    root.append(box as unknown as Element);
    draw();
  }

  function end(): void {
    closePanel();
    showUnread();
  }

  /** Nothing of what the messenger knew is left in the new one. */
  function restart(): void {
    if (!box) return;
    end();
    prepare();
  }

  function show(next: boolean): void {
    if (next === isOpen) return;
    prepare();
    const hadFocus = box?.contains(root.activeElement);
    isOpen = next;
    draw();
    if (!isOpen) hadFocus && button.focus();
    else if (!form.isConnected) frame.focus();
    else if (!isTouch()) field.focus();
    tell(isOpen ? 'open' : 'close');
  }

  /** Who has written before is told of answers, and what he could not send is sent. */
  function wake(): void {
    if (Object.keys(ours())[0]) setTimeout(prepare);
  }

  openStore();
  root.adoptedStyleSheets = [sheet];
  root.append(button);
  // Not in <body>: it may not be there yet, and a page that swaps its body keeps the launcher.
  document.documentElement.append(host);
  draw();
  if (document.readyState === 'complete') wake();
  listen(window, 'load', wake);
  listen(window, 'message', (event: MessageEvent) => greet(event, restart));
  // Another tab of this site has changed what is kept.
  listen(window, 'storage', ({ key, oldValue }: StorageEvent) => {
    if (!key || (key === prefix && oldValue)) {
      // Who is signed in now is for the page to say.
      proof.token = undefined;
      restart();
      void hear.token();
    } else if (!key.indexOf(prefix)) sayStored();
  });
  // Keeps a full-screen panel above a phone's on-screen keyboard, which the iframe itself cannot see.
  listen(visualViewport as VisualViewport, 'resize', ({ target }: { target: VisualViewport }) => {
    const { width, height, offsetTop } = target;
    if (box)
      box.style.cssText = width < 481 && height < innerHeight - 99 ? `height:${height}px;top:${offsetTop}px` : '';
  });
  button.onpointerenter = button.onfocus = prepare;
  button.onclick = () => show(!isOpen);
  listen(root, 'keydown', ({ key, isComposing }: KeyboardEvent) => {
    if (key === 'Escape' && !isComposing) show(false);
  });

  return {
    __proto__: null as never,
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
      button.ariaLabel = '';
      draw();
    },
    identify({ token, refresh }: Proof) {
      proof = typeof token === 'function' ? { refresh: token as () => unknown } : { token, refresh };
      if (proof.token) sayShown();
      else void hear.token();
    },
    logout() {
      forget = ours()[prefix];
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
