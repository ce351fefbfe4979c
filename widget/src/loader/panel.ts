import { type FromLoader, type FromMessenger, HELLO, PORT } from '../channel.ts';
import { drawComposer, form, isReady, isTaken } from './composer.ts';
import { make } from './element.ts';
import { language, origin, workspaceId } from './settings.ts';
import { change, isSaved, ours } from './store.ts';
import { words } from './words.ts';

/** What is on the page: the messenger's iframe, and before it the composer. One at a time. */
export let box: HTMLElement | undefined;
export let frame: HTMLIFrameElement;
let port: MessagePort;
let offered: MessagePort | undefined;

export const say = (...message: FromLoader) => box && port.postMessage(message);

export const sayStored = (n?: number) =>
  say('stored', n, ours(), isSaved, location.href, document.title, document.referrer);

/** Makes them anew. Everything that the messenger says is checked before it is believed. */
export function openPanel(onHeard: (...message: FromMessenger) => void): void {
  ({ port1: port, port2: offered } = new MessageChannel());
  frame = make('iframe', {
    title: words[1] as string,
    referrerPolicy: 'origin',
    src: `${origin}/m?workspace=${workspaceId}&language=${encodeURIComponent(language)}`,
  });
  drawComposer();
  box = make('div', {}, frame, form);
  port.onmessage = ({ data }) => {
    const [type, n, name, was, value] = data;
    if (type === 'store') {
      if (name) change(name, was, value);
      sayStored(n);
    }
    if (type === 'took') isTaken();
    if (n === 'ready') isReady();
    onHeard(...(data as FromMessenger));
  };
}

export function closePanel(): void {
  box?.remove();
  box = undefined;
}

/** Whether the messenger says that it is there, and not for the first time. */
export function greet({ source, origin: from, data }: MessageEvent): boolean {
  if (!box || source !== frame.contentWindow || from !== origin || data !== HELLO) return false;
  if (!offered) return true;
  // What was said before waits in the channel.
  frame.contentWindow?.postMessage(PORT, origin, [offered]);
  offered = undefined;
  return false;
}

/** There is a network again. */
export function tryAgain(): void {
  if (box && offered) frame.src += '';
}
