import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, resolve, sep } from 'node:path';
import { listenOnLoopback } from './loopback.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
};
const shop = resolve(import.meta.dirname, '../widget/demo');

/** Serves the demo shop, a site that is not ours: another origin, and nothing of us in it but the script tag. */
export async function openDemoShop(appUrl: string, port: number): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const page = await findPage(request.url ?? '/', appUrl);
    if (!page) return response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such page');
    response.writeHead(200, { 'content-type': page.type, 'cache-control': 'no-cache' }).end(page.body);
  });
  const taken = await listenOnLoopback(server, port);
  return { url: `http://127.0.0.1:${taken.port}`, stop: taken.stop };
}

async function findPage(url: string, appUrl: string): Promise<{ type: string; body: string | Buffer } | undefined> {
  const path = pathOf(url);
  const file = path === undefined ? undefined : resolve(shop, `.${path.endsWith('/') ? `${path}index.html` : path}`);
  const type = file && TYPES[extname(file)];
  if (!type || !file.startsWith(shop + sep)) return undefined;
  const body = await readFile(file).catch(() => undefined);
  if (!body) return undefined;
  return { type, body: extname(file) === '.html' ? body.toString('utf8').replaceAll('{{APP_URL}}', appUrl) : body };
}

function pathOf(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
}
