import { AgentId, WorkspaceId } from '@everthread/shared/models/ids';
import { errors as joseErrors, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod/mini';
import type { Config } from '../config.ts';

const FOR = 'everthread:article-images';
const HOUR_IN_SECONDS = 60 * 60;

/** Who looks at an image that not everyone may see: an agent, or a visitor who has proven who he is. */
const Looker = z.union([
  z.object({ workspaceId: WorkspaceId, agentId: AgentId }),
  z.object({ workspaceId: WorkspaceId, audience: z.literal('verified') }),
]);
export type Looker = z.infer<typeof Looker>;

/** Where images that everyone may see are shown from; the name of one goes behind it. */
export const publicImagesAt = ({ filesUrl }: Config, workspaceId: WorkspaceId): string =>
  `${filesUrl}/article-images/${workspaceId}/`;

/**
 * Where images are shown from to this one alone, for a while: for an agent as long as he may sit over an article. The same
 * within an hour, so that his browser knows again what it has.
 */
export async function imagesAtFor(config: Config, now: Date, looker: Looker): Promise<string> {
  const hour = Math.floor(now.getTime() / 1000 / HOUR_IN_SECONDS);
  const { workspaceId, ...who } = looker;
  const pass = await new SignJWT(who)
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(FOR)
    .setSubject(workspaceId)
    .setIssuedAt(hour * HOUR_IN_SECONDS)
    .setExpirationTime((hour + ('agentId' in looker ? 13 : 2)) * HOUR_IN_SECONDS)
    .sign(config.keys.fileLink);
  return `${publicImagesAt(config, workspaceId)}${pass}/`;
}

/** Who bears it, or null where it is not one of ours, or no longer. */
export async function readImagePass(config: Config, now: Date, pass: string): Promise<Looker | null> {
  try {
    const { payload } = await jwtVerify(pass, config.keys.fileLink, {
      algorithms: ['HS256'],
      audience: FOR,
      requiredClaims: ['exp', 'iat', 'sub'],
      currentDate: now,
    });
    return Looker.parse({ ...payload, workspaceId: payload.sub });
  } catch (error) {
    if (error instanceof joseErrors.JOSEError) return null;
    throw error;
  }
}
