import type { AgentId } from '../models/ids.ts';
import type { SegmentFilters } from '../models/segment.ts';
import type { ViewFilters } from '../models/view.ts';

/** The segment of a view. What is only the asking agent's own finds nobody. */
export function segmentOf({ status, mentions, waitingMinutes, assignee, ...rest }: ViewFilters): SegmentFilters {
  return assignee ? { ...rest, assignee: assignee.filter(isSomebodys) } : rest;
}

const isSomebodys = (choice: 'me' | 'nobody' | AgentId): choice is 'nobody' | AgentId => choice !== 'me';
