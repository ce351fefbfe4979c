import * as z from 'zod/mini';

// As Postgres gives them back, so that an id compares equal to itself after a round trip.
const Uuid = z.uuid().check(z.toLowerCase());

// Ids are UUIDs everywhere. The brand keeps a thread's id from being passed where a message's is due.

export const WorkspaceId = Uuid.brand<'WorkspaceId'>();
export type WorkspaceId = z.infer<typeof WorkspaceId>;

/** A person who signs in. Global: one user may be an agent in several workspaces. */
export const UserId = Uuid.brand<'UserId'>();
export type UserId = z.infer<typeof UserId>;

/** A user's membership of one workspace. */
export const AgentId = Uuid.brand<'AgentId'>();
export type AgentId = z.infer<typeof AgentId>;

export const VisitorId = Uuid.brand<'VisitorId'>();
export type VisitorId = z.infer<typeof VisitorId>;

export const ThreadId = Uuid.brand<'ThreadId'>();
export type ThreadId = z.infer<typeof ThreadId>;

export const TopicId = Uuid.brand<'TopicId'>();
export type TopicId = z.infer<typeof TopicId>;

/** That a visitor was erased. */
export const ErasureId = Uuid.brand<'ErasureId'>();
export type ErasureId = z.infer<typeof ErasureId>;

export const AttachmentId = Uuid.brand<'AttachmentId'>();
export type AttachmentId = z.infer<typeof AttachmentId>;

export const MessageId = Uuid.brand<'MessageId'>();
export type MessageId = z.infer<typeof MessageId>;

/** Agents to whom topics can be given together. */
export const TeamId = Uuid.brand<'TeamId'>();
export type TeamId = z.infer<typeof TeamId>;

export const TagId = Uuid.brand<'TagId'>();
export type TagId = z.infer<typeof TagId>;

export const PromiseId = Uuid.brand<'PromiseId'>();
export type PromiseId = z.infer<typeof PromiseId>;

/** What a team wants to keep to in some of its topics. */
export const TargetId = Uuid.brand<'TargetId'>();
export type TargetId = z.infer<typeof TargetId>;

/** What a target has come to in one topic. */
export const TopicTargetId = Uuid.brand<'TopicTargetId'>();
export type TopicTargetId = z.infer<typeof TopicTargetId>;

export const ExperimentId = Uuid.brand<'ExperimentId'>();
export type ExperimentId = z.infer<typeof ExperimentId>;

/** A view of the topics that an agent has made. */
export const ViewId = Uuid.brand<'ViewId'>();
export type ViewId = z.infer<typeof ViewId>;

/** One change of a topic, named by whoever makes it, so that it is made once and can be undone. */
export const ChangeId = Uuid.brand<'ChangeId'>();
export type ChangeId = z.infer<typeof ChangeId>;

/** One merge of two visitors, named by whoever makes it, as a change is. */
export const MergeId = Uuid.brand<'MergeId'>();
export type MergeId = z.infer<typeof MergeId>;

export const SavedReplyId = Uuid.brand<'SavedReplyId'>();
export type SavedReplyId = z.infer<typeof SavedReplyId>;

export const InvitationId = Uuid.brand<'InvitationId'>();
export type InvitationId = z.infer<typeof InvitationId>;

export const ArticleId = Uuid.brand<'ArticleId'>();
export type ArticleId = z.infer<typeof ArticleId>;

/** Articles that belong together. */
export const CollectionId = Uuid.brand<'CollectionId'>();
export type CollectionId = z.infer<typeof CollectionId>;

/** Pages of a site that become articles. */
export const ImportId = Uuid.brand<'ImportId'>();
export type ImportId = z.infer<typeof ImportId>;

/** A question that the bot could not answer. */
export const BotQuestionId = Uuid.brand<'BotQuestionId'>();
export type BotQuestionId = z.infer<typeof BotQuestionId>;

/** Something that visitors should know for a while. */
export const NoticeId = Uuid.brand<'NoticeId'>();
export type NoticeId = z.infer<typeof NoticeId>;

export const CalendarId = Uuid.brand<'CalendarId'>();
export type CalendarId = z.infer<typeof CalendarId>;

/** A browser that is pushed to while its agent is away. */
export const DeviceId = Uuid.brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;

/** An automation that asks and answers before a person does. */
export const FlowId = Uuid.brand<'FlowId'>();
export type FlowId = z.infer<typeof FlowId>;

/** One time that a flow runs, in one topic. */
export const FlowRunId = Uuid.brand<'FlowRunId'>();
export type FlowRunId = z.infer<typeof FlowRunId>;
