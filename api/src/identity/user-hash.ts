import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Person } from '../context.ts';
import { readExternalId } from './person-claims.ts';
import { refused } from './refused.ts';

/** How it begins, where a page gives a user's id and its hash in place of a token. No token begins so. */
export const USER_HASH = 'hmac:';

const MAX_LENGTH = 2 * 1024;
const FORM = /^hmac:([\w-]{1,64}):([\da-fA-F]{64}):(.+)$/su;

/**
 * Who the bearer is, on the word of the workspace's own server: `hmac:<secret's name>:<hash>:<user id>`, the hash being
 * HMAC-SHA256 of the id in hex, as other messengers want it too. It says no more than who he is, and never ends but with
 * its secret. Throws `signed_out` for everything that is not exactly that.
 */
export async function readUserHash(
  given: string,
  secretOf: (secretId: string) => Promise<Uint8Array | null>,
): Promise<Person> {
  const [, secretId = '', hash = '', id = ''] = (given.length <= MAX_LENGTH && FORM.exec(given)) || [];
  if (!secretId) throw refused('it must be `hmac:`, the name of a secret, `:`, the hash in hex, `:` and the user id');
  const secret = await secretOf(secretId);
  if (!secret) throw refused('it names no live secret of this workspace that signs user ids');
  const right = createHmac('sha256', secret).update(id).digest();
  if (!timingSafeEqual(right, Buffer.from(hash, 'hex'))) {
    throw refused('its hash is not of this user id by the secret that it names');
  }
  return { secretId, externalId: readExternalId(id) };
}
