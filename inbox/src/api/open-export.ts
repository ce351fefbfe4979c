import type { Export } from '@everthread/shared/models/export';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { OpenExport } from '../models/export-model.ts';
import { ApiError } from './api-error.ts';
import { errorOf } from './call.ts';

/** Begins a workspace's export. It may take minutes, so nothing but the signal ends it. */
export const createOpenExport =
  (fetch: typeof globalThis.fetch, workspaceId: WorkspaceId): OpenExport =>
  async (wanted: Export, signal) => {
    const response = await fetch(`/api/workspaces/${workspaceId}/export?${new URLSearchParams(wanted)}`, {
      signal,
    }).catch((cause) => {
      throw new ApiError('offline', 'The server cannot be reached', { cause });
    });
    if (!response.ok) throw await errorOf(response);
    return response;
  };
