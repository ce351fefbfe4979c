import type { UserId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Config } from '../config.ts';

const CIPHER = 'AES-GCM';
const NONCE_BYTES = 12;
const FORMAT = 'v1';

/** Where a sealed secret belongs: put into another workspace, under another name or to another user, it does not open. */
export type SealedFor = { workspaceId: WorkspaceId; secretId: string } | { userId: UserId };

/** So encrypted, a secret can lie in the database: the key is made of SECRET, which does not. */
export async function seal(config: Config, place: SealedFor, secret: string): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const sealed = await crypto.subtle.encrypt(
    { name: CIPHER, iv: nonce, additionalData: nameOf(place) },
    await keyOf(config),
    new TextEncoder().encode(secret),
  );
  return [FORMAT, ...[nonce, new Uint8Array(sealed)].map((bytes) => Buffer.from(bytes).toString('base64url'))].join(
    '.',
  );
}

/** What was sealed, or null where it was sealed with another SECRET or for another place, or was changed. */
export async function unseal(config: Config, place: SealedFor, sealed: string): Promise<string | null> {
  const [format, nonce = '', content = ''] = sealed.split('.');
  if (format !== FORMAT) return null;
  try {
    const secret = await crypto.subtle.decrypt(
      { name: CIPHER, iv: Buffer.from(nonce, 'base64url'), additionalData: nameOf(place) },
      await keyOf(config),
      Buffer.from(content, 'base64url'),
    );
    return new TextDecoder().decode(secret);
  } catch {
    return null;
  }
}

const keyOf = (config: Config) =>
  crypto.subtle.importKey('raw', new Uint8Array(config.keys.seal), CIPHER, false, ['encrypt', 'decrypt']);

const nameOf = (place: SealedFor) =>
  new TextEncoder().encode('userId' in place ? `user:${place.userId}` : `${place.workspaceId}:${place.secretId}`);
