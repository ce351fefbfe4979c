import { VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import { jwtVerify, SignJWT } from 'jose';
import * as z from 'zod/mini';
import type { Config } from '../config.ts';

const AUDIENCE = 'everthread:visitor';
const LIFETIME_SECONDS = 15 * 60;

const Claims = z.object({ ws: WorkspaceId, sub: VisitorId });

/** The right to act as this visitor for a quarter of an hour, without asking the database. */
export async function issueAccessToken(config: Config, now: Date, workspaceId: WorkspaceId, visitorId: VisitorId) {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const token = await new SignJWT({ ws: workspaceId })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(AUDIENCE)
    .setSubject(visitorId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFETIME_SECONDS)
    .sign(config.keys.visitorAccess);
  return { token, expiresAt: new Date((issuedAt + LIFETIME_SECONDS) * 1000).toISOString() };
}

/** Whose token this is, or null where it is not one of ours, or no longer. */
export async function readAccessToken(config: Config, now: Date, token: string) {
  try {
    const { payload } = await jwtVerify(token, config.keys.visitorAccess, {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      maxTokenAge: LIFETIME_SECONDS,
      requiredClaims: ['exp', 'sub'],
      currentDate: now,
    });
    const { ws, sub } = Claims.parse(payload);
    return { workspaceId: ws, visitorId: sub };
  } catch {
    return null;
  }
}
