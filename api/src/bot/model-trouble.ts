import type { ModelTrouble } from '@everthread/shared/models/workspace-model';

const BY_STATUS: Readonly<Record<number, ModelTrouble>> = { 401: 'key', 403: 'key', 404: 'name', 429: 'busy' };

/** What went wrong with a model, as far as it is anybody's business. `signal`: by which it was to have ended. */
export function troubleOf(error: unknown, signal: AbortSignal): ModelTrouble {
  if (signal.aborted) return 'late';
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 0;
  return BY_STATUS[status] ?? 'failed';
}
