import * as z from 'zod/mini';
import { TARGET_KINDS } from '../client/target-kinds.ts';
import { TargetId } from './ids.ts';

export const TargetKind = z.enum(TARGET_KINDS);
export type TargetKind = z.infer<typeof TargetKind>;

/** `soon`: it will be missed unless something happens. `breached`: its time has passed, and the topic goes on. */
export const TopicTargetState = z.enum(['open', 'soon', 'breached']);
export type TopicTargetState = z.infer<typeof TopicTargetState>;

/** Of what runs in a topic, that which comes due first. */
export const TopicTarget = z.object({
  targetId: TargetId,
  name: z.string(),
  kind: TargetKind,
  dueAt: z.iso.datetime(),
  state: TopicTargetState,
});
export type TopicTarget = z.infer<typeof TopicTarget>;

/** How it ended, if it has: `cancelled` where nobody needed it any more. */
export const TargetOutcome = z.enum(['open', 'kept', 'breached', 'cancelled']);
export type TargetOutcome = z.infer<typeof TargetOutcome>;
