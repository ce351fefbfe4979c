import { createServer } from 'node:http';
import { listenOnLoopback } from '../local/loopback.ts';

export type HostPage = { html: string; headers?: Readonly<Record<string, string>> };

/** Other people's sites: whatever a test puts there, on every `*.test` name. Returns their address and their end. */
export async function openHostPages(): Promise<{
  put(page: HostPage, host?: string): string;
  stop(): Promise<void>;
}> {
  const pages = new Map<string, HostPage>();
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    if (!page) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.html);
  });
  const { port, stop } = await listenOnLoopback(server, 0);
  return {
    put(page, host = 'shop.test') {
      const path = `/${pages.size + 1}`;
      pages.set(path, page);
      return `http://${host}:${port}${path}`;
    },
    stop,
  };
}
