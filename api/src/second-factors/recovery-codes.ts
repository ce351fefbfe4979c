import { createHash } from 'node:crypto';
import type { UserId } from '@everthread/shared/models/ids';

const COUNT = 10;
const LENGTH = 20; // 98 bits: nobody guesses one, so their hashes need no salt but the user
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'; // none that is easily taken for another

/** Ten codes to be kept on paper. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () => {
    const letters = [...crypto.getRandomValues(new Uint8Array(LENGTH))].map((byte) => LETTERS[byte % LETTERS.length]);
    return letters.join('').replace(/(.{5})(?=.)/g, '$1-');
  });
}

/** What is kept of a code, however it was typed. */
export function hashRecoveryCode(userId: UserId, code: string): string {
  const letters = code.toLowerCase().replace(/[^a-z0-9]/g, '');
  return createHash('sha256').update(`${userId}\n${letters}`).digest('base64url');
}
