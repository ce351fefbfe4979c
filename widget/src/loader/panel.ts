import { type FromMessenger, HELLO, PORT } from '../channel.ts';
import { drawComposer, form, isReady, isTaken } from './composer.ts';
import { make } from './element.ts';
import { openPort, sayStored } from './port.ts';
import { language, origin, workspaceId } from './settings.ts';
import { change, ours, prefix } from './store.ts';
import { words } from './words.ts';

/** What is on the page: the messenger's iframe, and before it the composer. One at a time. */
export let box: HTMLElement | undefined;
export let frame: HTMLIFrameElement;
let offered: MessagePort | undefined;

/** Makes them anew. Everything that the messenger says is checked before it is believed. */
export function openPanel(onHeard: (...message: FromMessenger) => void): void {
  frame = make('iframe', {
    title: words[1] as string,
    referrerPolicy: 'origin',
    src: `${origin}/m?workspace=${workspaceId}${ours()[prefix] ? '&again=1' : ''}&language=${encodeURIComponent(language)}`,
  });
  drawComposer();
  box = make('div', {}, frame, form);
  offered = openPort(({ data }) => {
    const [type, n, name, was, value] = data;
    if (type === 'store') {
      if (name) change(name, was, value);
      sayStored(n);
    }
    if (type === 'took') isTaken(frame);
    if (n === 'ready') isReady();
    onHeard(...(data as FromMessenger));
  });
}

export function closePanel(): void {
  box?.remove();
  box = undefined;
}

/** Gives the messenger its end of the channel when it says that it is there; the second time it has to begin anew. */
export function greet({ source, origin: from, data }: MessageEvent, again: () => void): void {
  if (source !== frame?.contentWindow || from !== origin || data !== HELLO) return;
  // What was said before waits in the channel.
  if (offered) frame.contentWindow?.postMessage(PORT, origin, [offered]);
  else again();
  offered = undefined;
}
