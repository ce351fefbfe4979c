import { FIRST, type FromMessenger, HELLO, PORT } from '../channel.ts';
import { drawComposer, field, form, isAwaited, isReady, isTaken, isTouch } from './composer.ts';
import { make } from './element.ts';
import { openPort, say, sayStored } from './port.ts';
import { color, language, origin, takeLook, workspaceId } from './settings.ts';
import { change, clear, openStore, ours, prefix } from './store.ts';
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
  const host = make('everthread-widget' as 'div');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  const badge = make('b');
  const button = make('button');
  const listeners = new Set<(event: unknown, detail?: unknown) => void>();
  const ends = new AbortController();
  let box: HTMLElement | undefined; // the messenger's iframe, and before it the composer
  let frame: HTMLIFrameElement;
  let waitMs = 2e3;
  let isOpen = false;
  let proof: Proof = {};
  let forget: string | undefined;

  const listen = (target: EventTarget, type: string, heard: (event: never) => void) =>
    target.addEventListener(type, heard as EventListener, ends);

  const tell = (event: unknown, detail?: unknown) => {
    for (const heard of listeners) heard(event, detail);
  };

  const sayShown = () => say('shown', isOpen, color, language, proof.token, forget);

  function draw(): void {
    chooseWords();
    sheet.replaceSync(styles());
    button.ariaExpanded = isOpen as unknown as string;
    button.ariaLabel ||= words[1] as string;
    if (box) box.hidden = !isOpen;
    sayShown();
  }

  function showUnread(count?: unknown, label = words[1] as string): void {
    button.ariaLabel = label;
    badge.textContent = (count || '') as string;
  }

  // Everything that the messenger says is checked before it is believed.
  const hear: { [type in FromMessenger[0]]: (...rest: never[]) => void } = {
    store(n: number, name?: string, was?: string, value?: string) {
      if (name) change(name, was, value);
      sayStored(n);
    },
    took: () => isTaken(frame),
    close: () => show(false),
    restart,
    async token() {
      const mine = proof;
      mine.token = await (async () => mine.refresh?.())().catch(() => {});
      if (mine === proof) sayShown();
    },
    tell(event: string, detail: unknown, label?: string) {
      if (event === 'ready') isReady();
      if (event === 'unread') showUnread(detail, label);
      tell(event, detail);
    },
  };

  /** Gives the messenger its end of a channel when it says that it is there; once it was there it has to begin anew. */
  function greet({ source, origin: from, data }: MessageEvent): void {
    if (source !== frame?.contentWindow || from !== origin || data !== HELLO) return;
    if (isAwaited) restart();
    else {
      (source as Window).postMessage(PORT, origin, [
        openPort(({ data: [type, ...rest] }) => (hear as Commands)[type]?.(...(rest as never[]))),
      ]);
      sayShown();
      sayStored(FIRST);
    }
  }

  function prepare(): void {
    if (box || !host.isConnected) return;
    frame = make('iframe', {
      title: words[1] as string,
      referrerPolicy: 'origin',
      name: language,
      src: `${origin}/m?workspace=${workspaceId}${ours()[prefix] ? '&again=1' : ''}`,
    });
    // What did not come is asked for again, ever more patiently: what has loaded may be an error, or a portal's page.
    frame.onload = ({ target }) => {
      waitMs *= 2;
      setTimeout(() => {
        if (!isAwaited) (target as HTMLIFrameElement).src += '';
      }, waitMs);
    };
    drawComposer();
    button.dir = form.dir;
    box = make('div');
    box.append(frame, form);
    root.append(box);
    draw();
  }

  function end(): void {
    box?.remove();
    box = undefined;
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
  button.append(badge);
  root.append(button);
  // Not in <body>: it may not be there yet, and a page that swaps its body keeps the launcher.
  document.documentElement.append(host);
  draw();
  if (document.readyState === 'complete') wake();
  listen(window, 'load', wake);
  listen(window, 'message', greet);
  // Another tab of this site has changed what is kept.
  listen(window, 'storage', ({ key, oldValue }: StorageEvent) => {
    if (!key || (key === prefix && oldValue)) {
      // Who is signed in now is for the page to say.
      proof.token = undefined;
      restart();
      hear.token();
    } else if (!key.indexOf(prefix)) sayStored();
  });
  // Keeps a full-screen panel above a phone's on-screen keyboard, which the iframe itself cannot see.
  listen(visualViewport as VisualViewport, 'resize', ({ target }: { target: VisualViewport }) => {
    host.style.cssText = `--h:${target.height}px;--t:${target.offsetTop}px`;
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
    on(wanted: unknown, listener: (detail?: unknown) => void) {
      const heard = (event: unknown, detail?: unknown) => event === wanted && listener(detail);
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    update(next: { [name: string]: unknown }) {
      takeLook((name) => next[name]);
      button.ariaLabel = '';
      draw();
    },
    identify({ token, refresh }: Proof) {
      proof = typeof token === 'function' ? { refresh: token as () => unknown } : { token, refresh };
      if (proof.token) sayShown();
      else hear.token();
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
