import { createServer } from 'node:net';

/** The first port from `wanted` on that nothing on this machine answers at. */
export async function findFreePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 200 && port < 65_536; port++) {
    // A browser that is told "localhost" may try ::1 first, so a port is free only if it is free there too.
    if ((await isFree(port, '127.0.0.1')) && (await isFree(port, '::1'))) return port;
  }
  throw new Error(`No free port between ${wanted} and ${wanted + 199}`);
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRNOTAVAIL'));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
