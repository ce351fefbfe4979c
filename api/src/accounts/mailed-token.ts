import { createHash } from 'node:crypto';

const MAILED_TOKEN_MINUTES = 60;

/** 256 random bits, which only a mailbox gets to see. */
export function newMailedToken(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
}

/** What is stored of it. So many random bits need no salt. */
export function hashMailedToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

export function mailedTokenExpiry(now: Date): Date {
  return new Date(now.getTime() + MAILED_TOKEN_MINUTES * 60_000);
}
