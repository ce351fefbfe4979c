import { errors as joseErrors, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod/mini';
import type { Config } from '../config.ts';

const AUDIENCE = 'everthread:file';
const LINK_LIFE_SECONDS = 5 * 60;

const Claims = z.object({ exp: z.int(), key: z.string(), name: z.string(), type: z.string(), isImage: z.boolean() });

/** Which object a link opens, and as what. */
export type LinkedFile = { storageKey: string; name: string; type: string; isImage: boolean };

/** An address that opens the file for five minutes. Give it to nobody but the people of its thread. */
export async function signFileLink(config: Config, now: Date, file: LinkedFile) {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const expiresAt = issuedAt + LINK_LIFE_SECONDS;
  const { storageKey, ...shown } = file;
  const token = await new SignJWT({ ...shown, key: storageKey })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(config.keys.fileLink);
  return { url: `${config.filesUrl}/files/${token}`, expiresAt: new Date(expiresAt * 1000).toISOString() };
}

/** What the link opens and for how many seconds more, or null where it is not one of ours, or no longer. */
export async function readFileLink(config: Config, now: Date, token: string) {
  try {
    const { payload } = await jwtVerify(token, config.keys.fileLink, {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      maxTokenAge: LINK_LIFE_SECONDS,
      requiredClaims: ['exp'],
      currentDate: now,
    });
    const { exp, key, ...shown } = Claims.parse(payload);
    const file: LinkedFile = { ...shown, storageKey: key };
    return { file, secondsLeft: Math.max(0, exp - Math.floor(now.getTime() / 1000)) };
  } catch (error) {
    if (error instanceof joseErrors.JOSEError) return null;
    throw error;
  }
}
