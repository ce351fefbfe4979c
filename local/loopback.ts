import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * A browser sends the name it was led by: one that leads here but is not loopback's own is somebody's DNS (rebinding).
 * A page's script sends its Origin, and has no business with a database.
 */
export function isFromThisMachine(request: IncomingMessage): boolean {
  return hasLoopbackHost(request) && request.headers.origin === undefined;
}

export const hasLoopbackHost = (request: IncomingMessage): boolean => LOOPBACK_HOST.test(request.headers.host ?? '');

export type Listening = { port: number; stop(): Promise<void> };

/** Listens on 127.0.0.1 and nowhere else. Port 0 is any free one. */
export async function listenOnLoopback(server: Server, port: number): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      // What is still being answered gets a moment; then whatever keeps its connection open loses it.
      const patience = setTimeout(() => server.closeAllConnections(), 2_000);
      await closed;
      clearTimeout(patience);
    },
  };
}
