import { deviceName } from '@everthread/shared/client/device-name';
import type { VisitorKey } from '@everthread/shared/models/visitor';
import { keyName, VISITOR_KEY } from '../channel.ts';
import { newVisitorKey } from '../messenger/visitor-key.ts';

/** Apart from what the loader keeps, which runs on our own pages as well. */
export const ownName = (name: string): string => `talk:${name}`;

/** The key by which these pages know the visitor in this browser. */
export function ownKey(storage: Storage, workspaceId: string): VisitorKey | undefined {
  const key = storage.getItem(ownName(keyName(workspaceId))) ?? '';
  return VISITOR_KEY.test(key) ? (key as VisitorKey) : undefined;
}

export const newOwnKey = (): VisitorKey => newVisitorKey((bytes) => crypto.getRandomValues(bytes));

const post = (path: string, body: object) =>
  fetch(`/api/visitor/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'omit',
  });

/** `page`: of the site, where he was last and may be led. */
export type Entered = { state: 'let-in'; page: string | null } | { state: 'waiting' | 'refused' | 'unreachable' };

/** Shows a pass, and wants to be known by this key from then on. */
export const showPass = (workspaceId: string, pass: string, key: VisitorKey): Promise<Entered> =>
  enter('passes/show', { workspaceId, pass, key });

/** Shows what a mail has brought, as a pass. */
export const showLink = (workspaceId: string, link: string, key: VisitorKey): Promise<Entered> =>
  enter('recoveries/open', { workspaceId, link, key });

async function enter(path: string, shown: object): Promise<Entered> {
  try {
    const answer = await post(path, { ...shown, name: deviceName(navigator.userAgent) });
    if (answer.ok) return { state: 'let-in', ...((await answer.json()) as { page: string | null } | Entered) };
    return { state: isRefusal(answer.status) ? 'refused' : 'unreachable' };
  } catch {
    return { state: 'unreachable' };
  }
}

const isRefusal = (status: number) => status < 500 && status !== 429;

/** From now on it is this key; the one that was there before opens nothing any more. */
export async function keepOwnKey(storage: Storage, workspaceId: string, key: VisitorKey): Promise<void> {
  const before = ownKey(storage, workspaceId);
  storage.setItem(ownName(keyName(workspaceId)), key);
  if (before && before !== key) await post('logout', { workspaceId, key: before }).catch(() => {});
}

/** The page on which the visitor was, to lead him back there. */
const siteName = (workspaceId: string) => `talk-site:${workspaceId}`;

export function keepSite(storage: Storage, workspaceId: string, url: unknown): void {
  if (typeof url === 'string' && /^https?:\/\//.test(url)) storage.setItem(siteName(workspaceId), url);
}

export const forgetSite = (storage: Storage, workspaceId: string): void => storage.removeItem(siteName(workspaceId));

export const ownSite = (storage: Storage, workspaceId: string): string | null => storage.getItem(siteName(workspaceId));
