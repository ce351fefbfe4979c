import * as z from 'zod/mini';
import { AgentId, ChangeId, SavedReplyId, TagId, TeamId } from './ids.ts';
import { textOf } from './text.ts';
import { Priority } from './topic.ts';

export const MOST_SAVED_REPLIES = 500;

/** What is done to the topic. Nothing said: nothing done. */
export const MacroActions = z.strictObject({
  addTagIds: z.optional(z.array(TagId).check(z.maxLength(20))),
  assigneeId: z.optional(z.union([AgentId, z.literal('me'), z.literal('nobody')])),
  teamId: z.optional(z.union([TeamId, z.literal('none')])),
  priority: z.optional(Priority),
  snoozeHours: z.optional(z.int().check(z.minimum(1), z.maximum(24 * 365))),
  status: z.optional(z.enum(['open', 'waiting', 'done'])),
});
export type MacroActions = z.infer<typeof MacroActions>;

/** The actions that go with one reply, named so that they are done once and can be undone. */
export const MacroRun = z.strictObject({ changeId: ChangeId, actions: MacroActions });
export type MacroRun = z.infer<typeof MacroRun>;

/** Words that an agent writes again and again, and what he does to the topic with them. */
export const SavedReply = z.object({
  id: SavedReplyId,
  ownerId: z.nullable(AgentId), // whose alone it is; null: the whole team's
  name: z.string(),
  text: z.string(),
  actions: MacroActions,
  uses: z.int(),
  usedAt: z.nullable(z.iso.datetime()),
});
export type SavedReply = z.infer<typeof SavedReply>;

const fields = {
  name: textOf(80, 1),
  text: textOf(10_000),
  isPrivate: z.boolean(),
  actions: MacroActions,
};

export const NewSavedReply = z.strictObject({ id: SavedReplyId, ...fields });
export type NewSavedReply = z.infer<typeof NewSavedReply>;

export const SavedReplyChange = z.strictObject({
  name: z.optional(fields.name),
  text: z.optional(fields.text),
  isPrivate: z.optional(fields.isPrivate),
  actions: z.optional(fields.actions),
  isRemoved: z.optional(z.boolean()),
});
export type SavedReplyChange = z.infer<typeof SavedReplyChange>;
