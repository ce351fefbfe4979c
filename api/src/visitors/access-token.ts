import { VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import { Identity } from '@everthread/shared/models/visitor';
import { jwtVerify, SignJWT } from 'jose';
import * as z from 'zod/mini';
import type { Config } from '../config.ts';
import type { VisitorActor } from '../context.ts';

const AUDIENCE = 'everthread:visitor';
const LIFETIME_SECONDS = 15 * 60;

const Claims = z.object({ ws: WorkspaceId, sub: VisitorId, key: z.string(), idy: Identity });

/** The right to act as this visitor for a quarter of an hour, as long as his key and what he is known as stay the same. */
export async function issueAccessToken(config: Config, now: Date, visitor: Omit<VisitorActor, 'kind'>) {
  const { workspaceId, visitorId, keyHash, identity } = visitor;
  const issuedAt = Math.floor(now.getTime() / 1000);
  const token = await new SignJWT({ ws: workspaceId, key: keyHash, idy: identity })
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
    const { ws, sub, key, idy } = Claims.parse(payload);
    return { workspaceId: ws, visitorId: sub, keyHash: key, identity: idy };
  } catch {
    return null;
  }
}
