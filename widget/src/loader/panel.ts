import { type FromLoader, type FromMessenger, HELLO, PORT } from '../channel.ts';
import { drawComposer } from './composer.ts';
import { make } from './element.ts';
import { language, origin, workspaceId } from './settings.ts';
import { change, isSaved, ours, queue } from './store.ts';
import type { LoaderWords } from './words.ts';

/**
 * The messenger's iframe, the port to it, and the composer before it. Everything it says is checked before it is
 * believed.
 */
export function createPanel(
  words: LoaderWords,
  onHeard: (...message: FromMessenger) => void,
  onGreeted: (isAgain: boolean) => void,
) {
  const frame = make('iframe', {
    title: words[1] as string,
    referrerPolicy: 'origin',
    src: `${origin}/m?workspace=${workspaceId}&language=${encodeURIComponent(language)}`,
  });
  const { port1, port2 } = new MessageChannel();
  const say = (...message: FromLoader) => port1.postMessage(message);
  const composer = drawComposer(words, say, (text) => {
    queue(text);
    sayStored();
  });
  let isGreeted = false;

  function sayStored(n?: number): void {
    say('stored', n, ours(), isSaved, location.href, document.title, document.referrer);
  }

  port1.onmessage = ({ data: [type, ...rest] }) => {
    if (type === 'store') {
      const [n, name, was, value] = rest;
      if (name) change(name, was, value);
      sayStored(n);
    } else onHeard(type, ...(rest as []));
  };

  function greet({ source, origin: from, data }: MessageEvent): void {
    if (source !== frame.contentWindow || from !== origin || data !== HELLO) return;
    // What was said before waits in the channel.
    if (!isGreeted) frame.contentWindow?.postMessage(PORT, origin, [port2]);
    onGreeted(isGreeted);
    isGreeted = true;
  }

  /** There is a network again. */
  function tryAgain(): void {
    if (!isGreeted) frame.src += '';
  }

  return [make('div', {}, frame, composer[0]), frame, composer, say, sayStored, greet, tryAgain] as const;
}
