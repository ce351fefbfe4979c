import { WorkspaceId } from '@everthread/shared/models/ids';
import * as z from 'zod/mini';
import { hashMailedToken, newMailedToken } from '../accounts/mailed-token.ts';
import { AppError } from '../errors.ts';

/** What the link carries: the workspace, so that it can be entered, and 256 random bits, of which only a hash is kept. */
export function newInvitationToken(workspaceId: WorkspaceId): { token: string; tokenHash: string } {
  const secret = newMailedToken();
  return { token: `${workspaceId}.${secret}`, tokenHash: hashMailedToken(secret) };
}

/** Throws `invalid` where it is not whole. */
export function readInvitationToken(token: string): { workspaceId: WorkspaceId; tokenHash: string } {
  const [id, secret, ...more] = token.split('.');
  const workspaceId = z.safeParse(WorkspaceId, id);
  if (!workspaceId.success || !secret || more.length > 0) throw invitationIsDead();
  return { workspaceId: workspaceId.data, tokenHash: hashMailedToken(secret) };
}

/** One answer for whatever is wrong with it: who guesses learns nothing. */
export const invitationIsDead = () =>
  new AppError('invalid', 'This invitation has expired, was used or was taken back. Ask who invited you for a new one');
