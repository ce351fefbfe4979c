import type { ExecutionContext } from 'hono';
import { app } from '../src/app.ts';
import type { Env } from '../src/env.ts';
import type { TestAgent } from './factories.ts';
import { startTestDatabase } from './test-database.ts';

const PUBLIC_URL = 'http://localhost:8787';

export type Answer = { status: number; headers: Headers; body: unknown };
export type EndedSockets = { room: unknown; who: { agentId: string; sessionId?: string } };

/** A Worker as it runs for the tests in Node: the real app and database; the platform's bindings stand-ins that record. */
export async function newWorker(settings: Record<string, unknown> = {}) {
  const endedSockets: EndedSockets[] = [];
  const limit = { limit: async () => ({ success: true }) };
  const env = {
    PUBLIC_URL,
    FILES_URL: 'http://127.0.0.1:8787',
    DATABASE_URL: (await startTestDatabase()).appUrl,
    SECRET: 'Zk3vQ9x1LmT7bR4wYp2sHn8cJd6fGa0eUi5o',
    SIGN_UP: 'open',
    MAIL_FROM: 'Everthread <support@mail.example>',
    RESEND_API_KEY: 're_123',
    RESEND_BASE_URL: 'http://127.0.0.1:1',
    VISITOR_LIMIT: limit,
    NEWCOMER_LIMIT: limit,
    AREA_LIMIT: limit,
    RETURNING_LIMIT: limit,
    AGENT_LIMIT: limit,
    WORKSPACE_LIMIT: limit,
    ROOMS: {
      getByName: () => ({
        deliver: async () => {},
        endVisitor: async () => {},
        end: async (room: unknown, who: EndedSockets['who']) => void endedSockets.push({ room, who }),
      }),
    },
    ...settings,
  } as unknown as Env;
  return { env, endedSockets };
}

export type Worker = Awaited<ReturnType<typeof newWorker>>;

/** A browser on a page of the inbox, with cookies and a network of its own. */
export function newBrowser({ env }: Pick<Worker, 'env'>, network = randomNetwork()) {
  const cookies = new Map<string, string>();
  const afterwards: Promise<unknown>[] = [];
  const executionCtx = {
    waitUntil: (work: Promise<unknown>) => void afterwards.push(work),
    passThroughOnException() {},
    props: {},
  } as ExecutionContext;

  async function ask(method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<Answer> {
    const headers = new Headers({ 'CF-Connecting-IP': network });
    if (cookies.size > 0) headers.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    if (method !== 'GET') headers.set('Origin', String(env.PUBLIC_URL));
    if (body !== undefined) headers.set('Content-Type', 'application/json');
    for (const [name, value] of Object.entries(more)) headers.set(name, value);
    const request = new Request(`${env.PUBLIC_URL}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const response = await app.fetch(request, env, executionCtx);
    for (const cookie of response.headers.getSetCookie()) keep(cookie);
    await Promise.all(afterwards.splice(0));
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  function keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (/max-age=0/i.test(cookie)) cookies.delete(name);
    else cookies.set(name, value);
  }

  return {
    network,
    cookies,
    ask,
    get: (path: string) => ask('GET', path),
    post: (path: string, body: unknown = {}, more?: Record<string, string>) => ask('POST', path, body, more),
    patch: (path: string, body: unknown) => ask('PATCH', path, body),
    delete: (path: string) => ask('DELETE', path),
  };
}

export type Browser = ReturnType<typeof newBrowser>;

/** The browser of an agent who is signed in already. */
export function browserOf(worker: Pick<Worker, 'env'>, { cookie }: Pick<TestAgent, 'cookie'>): Browser {
  const browser = newBrowser(worker);
  const [name = ''] = cookie.split('=', 1);
  browser.cookies.set(name, cookie.slice(name.length + 1));
  return browser;
}

/** An address that no other test comes from, so that limits by network do not meet. */
export function randomNetwork(): string {
  const group = () => Math.floor(Math.random() * 0xffff).toString(16);
  return `2001:db8:${group()}:${group()}::1`;
}
