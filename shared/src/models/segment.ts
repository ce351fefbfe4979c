import * as z from 'zod/mini';
import { AgentId } from './ids.ts';
import { ViewFilters } from './view.ts';

/**
 * Of which topics something holds, whoever looks and whatever their turn: as a view's filters, without what is about the
 * asking agent or changes by itself as time goes by.
 */
export const SegmentFilters = z.extend(
  z.omit(ViewFilters, { status: true, assignee: true, mentions: true, waitingMinutes: true }),
  { assignee: z.optional(z.array(z.union([z.literal('nobody'), AgentId])).check(z.minLength(1), z.maxLength(50))) },
);
export type SegmentFilters = z.infer<typeof SegmentFilters>;
