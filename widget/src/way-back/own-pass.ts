import type { VisitorKey } from '@everthread/shared/models/visitor';
import type { PassPurpose } from '@everthread/shared/models/way-back';

/** A pass that lets him in elsewhere whom our own page knows by this key; undefined where nobody is known by it. */
export async function newOwnPass(
  workspaceId: string,
  key: VisitorKey | undefined,
  purpose: PassPurpose,
): Promise<string | undefined> {
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
  const made = session && ((await post('passes', { purpose }, session.access.token)) as { pass: string });
  return made?.pass;
}
