import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Person } from '../context.ts';
import { readExternalId } from './person-claims.ts';
import { readAttributes } from './read-attributes.ts';
import { refused } from './refused.ts';

/** How it begins, where a page gives a user's id and its hash in place of a token. No token begins so. */
export const USER_HASH = 'hmac:';

const MAX_LENGTH = 2 * 1024;
const MAX_BESIDE = 32 * 1024;
const FORM = /^hmac:([\w-]{1,64}):([\da-fA-F]{64}):(.+)$/su;

/**
 * Who the bearer is, on the word of the workspace's own server: `hmac:<secret's name>:<hash>:<user id>`, the hash being
 * HMAC-SHA256 of the id in hex, as other messengers want it too. It says no more than who he is, and never ends but with
 * its secret. After a line break, which no user id has, may stand as JSON what the page claims of him, `{ custom_attributes }`.
 * Throws `signed_out` for everything that is not exactly that.
 */
export async function readUserHash(
  given: string,
  secretOf: (secretId: string) => Promise<Uint8Array | null>,
): Promise<Person> {
  const [hashed = '', ...lines] = given.split('\n');
  const [, secretId = '', hash = '', id = ''] = (hashed.length <= MAX_LENGTH && FORM.exec(hashed)) || [];
  if (!secretId) throw refused('it must be `hmac:`, the name of a secret, `:`, the hash in hex, `:` and the user id');
  const secret = await secretOf(secretId);
  if (!secret) throw refused('it names no live secret of this workspace that signs user ids');
  const right = createHmac('sha256', secret).update(id).digest();
  if (!timingSafeEqual(right, Buffer.from(hash, 'hex'))) {
    throw refused('its hash is not of this user id by the secret that it names');
  }
  return {
    secretId,
    externalId: readExternalId(id),
    ...readAttributes(claimsIn(lines.join('\n')).custom_attributes, 'claimed'),
  };
}

/** Nobody has signed it: what cannot be read says nothing. */
function claimsIn(beside: string): { custom_attributes?: unknown } {
  if (beside.length > MAX_BESIDE) return {};
  try {
    return JSON.parse(beside) ?? {};
  } catch {
    return {};
  }
}
