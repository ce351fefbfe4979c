import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { SlowWork } from './slow-work.ts';

/** What a Clock wakes. Each has an object of its own, so that no message waits while search looks through others. */
export type Waked = 'outbox' | 'search' | SlowWork;

/** The name of a workspace's Clock. Slow work has one for each thing it is about, so that nobody waits for another's. */
export const clockName = (workspaceId: WorkspaceId, waked: Waked = 'outbox', about?: string): string =>
  [...(waked === 'outbox' ? [] : [waked]), workspaceId, ...(about ? [about] : [])].join(':');
