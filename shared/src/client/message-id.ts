import type { MessageId } from '../models/ids.ts';

/** Fills the bytes with chance. In a browser: `(bytes) => crypto.getRandomValues(bytes)`. */
export type Chance = (bytes: Uint8Array<ArrayBuffer>) => unknown;

/** A message's id, chosen by its sender so that sending twice stores once. */
export const newMessageId = (chance: Chance): MessageId => newUuid(chance) as MessageId;

/** A UUIDv4. Not `crypto.randomUUID`: that is missing on plain http pages. */
export function newUuid(chance: Chance): string {
  const bytes = new Uint8Array(16);
  chance(bytes);
  const hex = Array.from(bytes, (byte, i) =>
    (i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte).toString(16).padStart(2, '0'),
  ).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
