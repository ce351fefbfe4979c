import { builtInFilters } from '@everthread/shared/models/built-in-views';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import { type Listing, partOf } from '../models/listing.ts';
import type { TopicsRoute } from '../topics-route.ts';

export const ME_PATH = '/api/account/me';
export const workspacePath = (workspaceId: WorkspaceId) => `/api/workspaces/${workspaceId}`;
export const ticketPath = (workspaceId: WorkspaceId) => `${workspacePath(workspaceId)}/ticket`;

export function listPath(workspaceId: WorkspaceId, { filters, sort }: Listing, before?: string): string {
  const query = { filters: JSON.stringify(filters), sort, ...(before !== undefined && { before }) };
  return `${workspacePath(workspaceId)}/topics?${new URLSearchParams(query)}`;
}

/** The list of an address, where that says by itself which one it is. */
export function listingOf({ view, status, filters: own, sort = 'newest' }: TopicsRoute): Listing | undefined {
  const filters = own ?? builtInFilters(view);
  return filters && partOf({ filters, sort }, status);
}
