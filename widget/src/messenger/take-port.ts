import { HELLO, PORT } from '../channel.ts';

/** Greets the loader and takes its port: the first one, from the window that embeds us and from nobody else. */
export function takePort(self: Window, take: (port: MessagePort) => void): void {
  function greeted({ source, data, ports: [offered] }: MessageEvent): void {
    if (source !== self.parent || data !== PORT || !offered) return;
    self.removeEventListener('message', greeted);
    take(offered);
  }
  self.addEventListener('message', greeted);
  self.parent.postMessage(HELLO, '*');
}
