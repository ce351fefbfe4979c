import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_MS = 30_000;
const DIGITS = 6;
/** A clock may be this many steps off, on either side. */
const TOLERANCE = 1;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** As RFC 6238 says, with SHA-1 and six digits: what every authenticator app does. */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 0x0f;
  const number = hash.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The step that this code belongs to, near now and later than `lastStep`; null where there is none. */
export function findStep(secret: Uint8Array, code: string, nowMs: number, lastStep: number | null): number | null {
  const now = Math.floor(nowMs / STEP_MS);
  const typed = Buffer.from(code);
  let found: number | null = null;
  // All of them each time: how long it takes says nothing.
  for (let step = now - TOLERANCE; step <= now + TOLERANCE; step++) {
    const expected = Buffer.from(totpCode(secret, step));
    const fits = typed.length === expected.length && timingSafeEqual(typed, expected);
    if (fits && step > (lastStep ?? -1)) found = step;
  }
  return found;
}

/** Base32 as apps read it, without padding. */
export function toBase32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** What an authenticator app is told, by a picture or by hand. */
export function totpUri(secret: Uint8Array, email: string): string {
  const label = encodeURIComponent(`Everthread:${email}`);
  return `otpauth://totp/${label}?secret=${toBase32(secret)}&issuer=Everthread&algorithm=SHA1&digits=6&period=30`;
}
