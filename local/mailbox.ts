import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { caughtDomains } from './caught-domains.ts';
import { answerTo, type Hook, type Inbound, openInbound } from './inbound-mail.ts';
import { hasLoopbackHost, listenOnLoopback } from './loopback.ts';
import { acceptMail, type MailStore, openMailStore } from './mail-store.ts';
import { listPage, mailPage, SAFE_HTML, writePage } from './mailbox-pages.ts';

export type Mailbox = { url: string; stop(): Promise<void> };

const LARGEST_MAIL = 10 * 1024 * 1024;
const PAGE = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/**
 * Takes the mail that would go out, as Resend's API takes it, and shows it to whoever sits at this machine; what he
 * writes there goes to `hook`, as mail does that Resend has taken in.
 */
export async function openMailbox(dir: string, apiKey: string, port: number, hook?: Hook): Promise<Mailbox> {
  const store = await openMailStore(dir);
  const inbound = openInbound(hook);
  const domains = caughtDomains(apiKey);
  const server = createServer((request, response) => {
    answer({ store, inbound, apiKey, domains }, request, response).catch((error: Error) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(error.message);
    });
  });
  const taken = await listenOnLoopback(server, port);
  return { url: `http://localhost:${taken.port}`, stop: taken.stop };
}

type Box = { store: MailStore; inbound: Inbound; apiKey: string; domains: ReturnType<typeof caughtDomains> };

async function answer(box: Box, request: IncomingMessage, response: ServerResponse) {
  const say = (status: number, body: string, headers: Record<string, string> = PAGE) => {
    response.writeHead(status, headers).end(body);
  };
  if (!hasLoopbackHost(request)) return say(403, 'Open this page by its own address');
  const { store, inbound, apiKey } = box;
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'POST' && pathname === '/emails') {
    const { status, body } = await acceptMail(store, apiKey, request.headers, await readBody(request));
    return say(status, JSON.stringify(body), { 'content-type': 'application/json' });
  }
  if (/^\/domains\b/.test(pathname)) {
    const { method, headers } = request;
    const reply = box.domains({ method, pathname, headers, body: await readBody(request) });
    return say(reply?.status ?? 405, JSON.stringify(reply?.body ?? {}), { 'content-type': 'application/json' });
  }
  if (request.method === 'POST') {
    const { status, location } = await takeForm(box, request, pathname);
    return say(status, '', { ...PAGE, location });
  }
  if (request.method !== 'GET') return say(405, 'Only mails are taken here');
  const json = (body: unknown) => say(200, JSON.stringify(body), { 'content-type': 'application/json' });
  const [, came = '', isRaw] = /^\/emails\/receiving\/([\w-]+)(\/raw)?$/.exec(pathname) ?? [];
  const received = inbound.find(came);
  if (received && isRaw) return say(200, received.raw, { 'content-type': 'message/rfc822' });
  if (received) {
    const raw = { download_url: `http://${request.headers.host}${pathname}/raw` };
    return json({ object: 'email', id: came, to: [received.to], received_for: [], raw });
  }
  if (pathname === '/write') return say(200, writePage());
  const ended = searchParams.get('handed-over');
  if (pathname === '/') return say(200, listPage(store.all(), ended));
  if (pathname === '/style.css') return say(200, await store.style(), { 'content-type': 'text/css' });
  if (pathname === '/mails.json') return say(200, JSON.stringify(store.all()), { 'content-type': 'application/json' });
  const [, id = '', part] = /^\/mails\/([\w-]+)(\/html)?$/.exec(pathname) ?? [];
  const mail = store.find(id);
  if (!mail) return say(404, 'There is no such mail');
  return part ? say(200, mail.html ?? '', { ...PAGE, ...SAFE_HTML }) : say(200, mailPage(mail, ended));
}

/** A mail that was written on a page of ours. Returns where that page goes on. */
async function takeForm({ store, inbound }: Box, request: IncomingMessage, pathname: string) {
  if (request.headers.origin !== `http://${request.headers.host}`) return { status: 403, location: '/' };
  const form = new URLSearchParams(await readBody(request));
  const field = (name: string) => form.get(name)?.trim() ?? '';
  const mail = store.find(/^\/mails\/([\w-]+)\/answers$/.exec(pathname)?.[1] ?? '');
  const written = { from: field('from'), to: field('to'), subject: field('subject'), text: field('text') };
  const html = field('html');
  const status = await inbound.handOver(mail ? answerTo(mail, written.text) : { ...written, ...(html && { html }) });
  return { status: 303, location: `${mail ? `/mails/${mail.id}` : '/'}?handed-over=${status}` };
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
