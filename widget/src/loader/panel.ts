import { type FromLoader, type FromMessenger, HELLO, PORT, VISITOR_KEY } from '../channel.ts';
import type { Settings } from './settings.ts';
import { keyStore } from './visitor-key.ts';

/** The messenger's iframe, and the port to it. Everything it says is checked before it is believed. */
export function createPanel(
  { origin, workspaceId, language }: Settings,
  onGreeted: () => void,
  onHeard: (message: FromMessenger) => void,
) {
  const frame = document.createElement('iframe');
  const storage = keyStore(workspaceId);
  let port: MessagePort | undefined;
  const say = (message: FromLoader) => port?.postMessage(message);

  frame.referrerPolicy = 'origin';
  frame.src = `${origin}/m?workspace=${workspaceId}&language=${encodeURIComponent(language)}`;

  function heard({ data }: MessageEvent): void {
    if (data.type === 'key') {
      const { n, forget, keep } = data;
      if (forget && forget === storage('getItem')) storage('removeItem');
      if (VISITOR_KEY.test(keep) && !storage('getItem')) storage('setItem', keep);
      // The address put together from its parts: `href` may carry a name and a password.
      const url = location.origin + location.pathname + location.search + location.hash;
      const page = { url, title: document.title, referrer: document.referrer };
      say({ type: 'told', n, key: storage('getItem'), page });
    } else onHeard(data);
  }

  function greet({ source, origin: from, data }: MessageEvent): void {
    if (source !== frame.contentWindow || from !== origin || data?.type !== HELLO) return;
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = heard;
    frame.contentWindow?.postMessage({ type: PORT }, origin, [channel.port2]);
    onGreeted();
  }

  addEventListener('message', greet);
  return { frame, say, end: () => removeEventListener('message', greet) };
}
