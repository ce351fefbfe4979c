import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { hasLoopbackHost, listenOnLoopback } from './loopback.ts';
import { acceptMail, type MailStore, openMailStore } from './mail-store.ts';
import { listPage, mailPage, SAFE_HTML } from './mailbox-pages.ts';

export type Mailbox = { url: string; stop(): Promise<void> };

const LARGEST_MAIL = 10 * 1024 * 1024;
const PAGE = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Takes the mail that would go out, as Resend's API takes it, and shows it to whoever sits at this machine. */
export async function openMailbox(dir: string, apiKey: string, port: number): Promise<Mailbox> {
  const store = await openMailStore(dir);
  const server = createServer((request, response) => {
    answer(store, apiKey, request, response).catch((error: Error) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(error.message);
    });
  });
  const taken = await listenOnLoopback(server, port);
  return { url: `http://localhost:${taken.port}`, stop: taken.stop };
}

async function answer(store: MailStore, apiKey: string, request: IncomingMessage, response: ServerResponse) {
  const say = (status: number, body: string, headers: Record<string, string> = PAGE) => {
    response.writeHead(status, headers).end(body);
  };
  if (!hasLoopbackHost(request)) return say(403, 'Open this page by its own address');
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'POST' && pathname === '/emails') {
    const { status, body } = await acceptMail(store, apiKey, request.headers, await readBody(request));
    return say(status, JSON.stringify(body), { 'content-type': 'application/json' });
  }
  if (request.method !== 'GET') return say(405, 'Only mails are taken here');
  if (pathname === '/') return say(200, listPage(store.all()));
  if (pathname === '/style.css') return say(200, await store.style(), { 'content-type': 'text/css' });
  if (pathname === '/mails.json') return say(200, JSON.stringify(store.all()), { 'content-type': 'application/json' });
  const [, id = '', part] = /^\/mails\/([\w-]+)(\/html)?$/.exec(pathname) ?? [];
  const mail = store.find(id);
  if (!mail) return say(404, 'There is no such mail');
  return part ? say(200, mail.html ?? '', { ...PAGE, ...SAFE_HTML }) : say(200, mailPage(mail));
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_MAIL) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
