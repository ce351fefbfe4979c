import type { VisitorKey } from '@everthread/shared/models/visitor';

const RENEWED_AFTER_MS = 4 * 60_000; // a pass lives for five

/**
 * Keeps a pass in this page's address, as long as it is open: an app that is made of the page begins at that address, and
 * has a storage of its own.
 */
export async function keepHomePass(workspaceId: string, keyOf: () => VisitorKey | undefined): Promise<void> {
  const pass = await newHomePass(workspaceId, keyOf()).catch(() => undefined);
  if (pass) history.replaceState(null, '', `#${pass}`);
  setTimeout(() => void keepHomePass(workspaceId, keyOf), RENEWED_AFTER_MS);
}

async function newHomePass(workspaceId: string, key: VisitorKey | undefined): Promise<string | undefined> {
  if (!key) return undefined;
  const post = async (path: string, body: object, token?: string) => {
    const answer = await fetch(`/api/visitor/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
      credentials: 'omit',
    });
    return answer.ok ? answer.json() : undefined;
  };
  const session = (await post('session', { workspaceId, key })) as { access: { token: string } } | undefined;
  const made = session && ((await post('passes', { purpose: 'home' }, session.access.token)) as { pass: string });
  return made?.pass;
}
