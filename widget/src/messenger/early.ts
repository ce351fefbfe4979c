import type { FromLoader } from '../channel.ts';
import { FIRST, keyName, VISITOR_KEY } from '../channel.ts';
import { requestInit } from './request-init.ts';

/** What was begun while the module was on its way. */
export type Early = {
  port?: MessagePort;
  /** What has come through it. */
  heard: unknown[];
  /** Told of the port where it comes later than the module. */
  onPort?: (port: MessagePort) => void;
  /** The thread, asked for with this key. */
  session?: { key: string; answer: Promise<Response> };
};

declare global {
  interface Window {
    early?: Early;
  }
}

/**
 * Takes the page's port and, where the page holds a key and says nothing of who its visitor is, asks for his thread:
 * an answer is under way while the module that shows it is still being fetched.
 */
export function beginEarly(
  meet: (take: (port: MessagePort) => void) => void,
  fetchFrom: typeof fetch,
  { workspaceId, where }: { workspaceId: string; where: (url: unknown, title: unknown, referrer: unknown) => unknown },
): Early {
  const early: Early = { heard: [] };
  let token: unknown;

  function look(message: FromLoader): void {
    if (message[0] === 'shown') token = message[4] ?? undefined;
    if (message[0] !== 'stored' || message[1] !== FIRST || token !== undefined) return;
    const [, , kept, , url, title, referrer] = message;
    const key = kept[keyName(workspaceId)] ?? '';
    if (!VISITOR_KEY.test(key)) return;
    const answer = fetchFrom(
      '/api/visitor/session',
      requestInit({ workspaceId, key, where: where(url, title, referrer) }),
    );
    answer.catch(() => {}); // whoever takes it hears of it
    early.session = { key, answer };
  }

  meet((port) => {
    early.port = port;
    port.onmessage = ({ data }) => {
      early.heard.push(data);
      if (Array.isArray(data)) look(data as FromLoader);
    };
    early.onPort?.(port);
  });
  return early;
}

/** As `fetch`, but where the first request is for the session that was asked for early, its answer is taken. */
export function afterEarly(early: Early | undefined, fetchFrom: typeof fetch): typeof fetch {
  let session = early?.session;
  return (input, init) => {
    const given = session;
    session = undefined;
    if (!given || !`${input}`.endsWith('/session')) return fetchFrom(input, init);
    const { key, identityToken } = JSON.parse(`${init?.body}`);
    const isSame = key === given.key && identityToken === undefined;
    return isSame ? given.answer.catch(() => fetchFrom(input, init)) : fetchFrom(input, init);
  };
}
