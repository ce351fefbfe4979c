import type { Browser } from 'playwright-core';
import { launchBrowser } from '../e2e/browser.ts';
import { findFreePort } from '../local/free-port.ts';

type Params = Readonly<Record<string, unknown>>;
type Told = { sessionId?: string; method: string; params: Record<string, unknown> };

/** One page, worker or frame process that we are attached to; without an id, the browser itself. */
export type Session = {
  id: string | undefined;
  send<Answer = Record<string, unknown>>(method: string, params?: Params): Promise<Answer>;
};

export type Devtools = Session & {
  session(id: string): Session;
  /** Hears what any session tells, until the returned function is called. */
  listen(listener: (told: Told) => void): () => void;
  stop(): Promise<void>;
};

/**
 * The browser by its own protocol. Playwright starts it and then stays out: its waits cost as much as what is
 * measured, and it cannot hold a frame of another process still until the brakes are on.
 */
export async function openDevtools(): Promise<Devtools> {
  const port = await findFreePort(9_400);
  // Frames of another site in a process of their own, as every desktop Chrome has them.
  const browser = await launchBrowser({ flags: [`--remote-debugging-port=${port}`, '--site-per-process'] });
  const socket = await connectTo(browser, port);
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  const listeners = new Set<(told: Told) => void>();
  let lastId = 0;

  socket.addEventListener('message', ({ data }) => {
    const told = JSON.parse(String(data)) as Told & { id?: number; result?: unknown; error?: { message: string } };
    if (told.id === undefined) {
      for (const listener of listeners) listener(told);
      return;
    }
    const asked = waiting.get(told.id);
    waiting.delete(told.id);
    if (told.error) asked?.reject(new Error(told.error.message));
    else asked?.resolve(told.result);
  });

  const session = (sessionId: string | undefined): Session => ({
    id: sessionId,
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
        socket.send(JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) }));
      }),
  });

  return {
    ...session(undefined),
    session,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      socket.close();
      await browser.close();
    },
  };
}

async function connectTo(browser: Browser, port: number): Promise<WebSocket> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/json/version`);
    const { webSocketDebuggerUrl } = (await answer.json()) as { webSocketDebuggerUrl: string };
    const socket = new WebSocket(webSocketDebuggerUrl);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', () => reject(new Error('The browser does not let us in')));
    });
    return socket;
  } catch (error) {
    await browser.close();
    throw error;
  }
}
