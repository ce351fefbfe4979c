import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { JWTPayload } from 'jose';
import type { Person } from '../context.ts';
import { readAttributes } from './read-attributes.ts';
import { refused } from './refused.ts';

const MAX_ID_LENGTH = 255;
const MAX_NAME_LENGTH = 80;
const MAX_EMAIL_LENGTH = 254;

/** What of a proven payload concerns us. Throws `signed_out` where a claim is not as the guide says; ignores others. */
export function readPersonClaims(
  { aud, iat, exp, sub, name, email, custom_attributes }: JWTPayload,
  workspaceId: WorkspaceId,
  lifetimeSeconds: number,
): Omit<Person, 'secretId'> {
  // Some libraries write one audience as a list of one.
  const isOurs = Array.isArray(aud) ? aud.length === 1 && aud[0] === workspaceId : aud === workspaceId;
  if (!isOurs) throw refused('its `aud` must be the id of this workspace, and nothing else');
  if (!Number.isSafeInteger(iat) || !Number.isSafeInteger(exp)) throw refused('`iat` and `exp` must be whole seconds');
  const lifetime = Number(exp) - Number(iat);
  if (lifetime <= 0 || lifetime > lifetimeSeconds) throw refused('`exp` must lie within an hour after `iat`');
  const known = { name: readName(name), email: readEmail(email) };
  return {
    externalId: readExternalId(sub),
    ...(known.name !== undefined && { name: known.name }),
    ...(known.email !== undefined && { email: known.email }),
    ...readAttributes(custom_attributes, 'signed'),
  };
}

/** Ids are compared byte by byte, so what looks alike and is not the same is refused instead of made alike. */
export function readExternalId(sub: unknown): string {
  if (typeof sub !== 'string') throw refused('`sub` must be a string');
  if (sub === '' || sub.length > MAX_ID_LENGTH) throw refused('`sub` must have 1 to 255 characters');
  if (!isPlainText(sub)) throw refused('`sub` must be plain text, without control characters');
  if (sub !== sub.trim()) throw refused('`sub` must not begin or end with white space');
  if (sub !== sub.normalize('NFC')) throw refused('`sub` must be in Unicode normal form C');
  return sub;
}

/** Nothing, null and "" are what a server has for a person without a name. */
function readName(name: unknown): string | undefined {
  if (name === undefined || name === null) return undefined;
  if (typeof name !== 'string' || !isPlainText(name)) throw refused('`name` must be plain text');
  return [...name.trim()].slice(0, MAX_NAME_LENGTH).join('').trim() || undefined;
}

function readEmail(email: unknown): string | undefined {
  if (email === undefined || email === null || email === '') return undefined;
  const isAddress =
    typeof email === 'string' &&
    email.length <= MAX_EMAIL_LENGTH &&
    isPlainText(email) &&
    /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/.test(email);
  if (!isAddress) throw refused('`email` must be one mail address, such as ada@example.com');
  return email;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const isPlainText = (text: string) => text.isWellFormed() && !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text);
