import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { pipeline } from 'node:stream';

/**
 * A way to the Worker on which every connection comes from another of this machine's own addresses, as if each visitor
 * sat elsewhere: limits count by address, and the browsers of all tests would share one.
 */
export async function openFromEverywhere(port: number): Promise<{ port: number; stop(): Promise<void> }> {
  const open = new Set<Socket>();
  let connections = 0;
  const server = createServer((browser) => {
    connections += 1;
    const localAddress = `127.${220 + (connections % 30)}.${Math.floor(connections / 30) % 250}.1`;
    const worker = connect({ host: '127.0.0.1', port, localAddress });
    for (const socket of [browser, worker]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    }
    // Where one side ends or fails the other hears of it, as it would without us.
    pipeline(browser, worker, () => {});
    pipeline(worker, browser, () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
