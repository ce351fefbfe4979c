import type { FromLoader } from '../channel.ts';
import { isSaved, ours } from './store.ts';

let port: MessagePort;

/** Opens a channel: keeps one end, and returns the other for the messenger. */
export function openPort(heard: (event: MessageEvent) => void): MessagePort {
  const channel = new MessageChannel();
  port = channel.port1;
  port.onmessage = heard;
  return channel.port2;
}

/** What is said to nobody is lost, and harms nobody. */
export const say = (...message: FromLoader) => port?.postMessage(message);

export const sayStored = (n?: number) =>
  say('stored', n, ours(), isSaved, location.href, document.title, document.referrer);
