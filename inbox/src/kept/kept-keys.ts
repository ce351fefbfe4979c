import type { UserId, WorkspaceId } from '@everthread/shared/models/ids';
import { keyOf, type Listing } from '../models/listing.ts';

/** Under what everything of one agent's inbox in one workspace is kept. */
export const keptRoot = (userId: UserId, workspaceId: WorkspaceId) => `inbox/${userId}/${workspaceId}`;

export const viewsKey = (userId: UserId, workspaceId: WorkspaceId) => `${keptRoot(userId, workspaceId)}/views`;
export const workspaceKey = (userId: UserId, workspaceId: WorkspaceId) => `${keptRoot(userId, workspaceId)}/workspace`;

export const listKey = (userId: UserId, workspaceId: WorkspaceId, listing: Listing) =>
  `${keptRoot(userId, workspaceId)}/list/${keyOf(listing)}`;
