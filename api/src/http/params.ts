import { Language } from '@everthread/shared/models/article';
import { DraftKind } from '@everthread/shared/models/draft';
import {
  ArticleId,
  AttachmentId,
  CollectionId,
  ExperimentId,
  FlowId,
  ImportId,
  MergeId,
  MessageId,
  SavedReplyId,
  TagId,
  TargetId,
  ThreadId,
  TopicId,
  ViewId,
  VisitorId,
} from '@everthread/shared/models/ids';
import { textOf } from '@everthread/shared/models/text';
import { WorkStatus } from '@everthread/shared/models/topic';
import { ViewFilters, ViewSort } from '@everthread/shared/models/view';
import * as z from 'zod/mini';

// What stands in paths and queries. `workspaceId` is read by `requireAgent`, so these allow it beside their own.

export const InThread = z.object({ threadId: ThreadId });
export const OneMessage = z.object({ threadId: ThreadId, messageId: MessageId });
export const InAttachment = z.object({ threadId: ThreadId, attachmentId: AttachmentId });
export const MentionListing = z.strictObject({
  before: z.optional(z.string().check(z.maxLength(200))),
  unread: z.optional(z.literal('true')),
});
export const OneSavedReply = z.object({ savedReplyId: SavedReplyId });
export const OneDraft = z.object({ threadId: ThreadId, kind: DraftKind });
export const OneView = z.object({ viewId: ViewId });
export const InTopic = z.object({ topicId: TopicId });
export const TopicInThread = z.object({ threadId: ThreadId, topicId: TopicId });
export const OneTarget = z.object({ targetId: TargetId });
export const OneFlow = z.object({ flowId: FlowId });
export const OneExperiment = z.object({ experimentId: ExperimentId });
export const OneTag = z.object({ tagId: TagId });
export const OneVisitor = z.object({ visitorId: VisitorId });
export const OneMerge = z.object({ visitorId: VisitorId, mergeId: MergeId });
export const MergeWith = z.strictObject({ with: VisitorId });

const WholeNumber = z.pipe(
  z.string().check(z.regex(/^\d{1,9}$/, { error: 'must be a whole number' })),
  z.transform(Number),
);
export const After = z.strictObject({ after: WholeNumber });
export const Before = z.strictObject({ before: WholeNumber });
const PlaceOf = { articleId: ArticleId, language: Language };
export const OneArticle = z.object({ articleId: ArticleId });
export const OneVariant = z.object(PlaceOf);
export const OneVersion = z.object({ ...PlaceOf, version: WholeNumber });
export const OneQuote = z.object({ threadId: ThreadId, messageId: MessageId, place: WholeNumber });
export const OneAnswer = z.object({ messageId: MessageId });
export const OneImport = z.object({ importId: ImportId });
export const OneCollection = z.object({ collectionId: CollectionId });
export const ArticleListing = z.strictObject({
  collection: z.optional(z.union([CollectionId, z.literal('none')])),
  state: z.optional(z.enum(['published', 'draft', 'removed'])), // `draft`: something is written that nobody sees yet
  search: z.optional(textOf(200)),
  before: z.optional(z.string().check(z.maxLength(400))),
});

/** An object as JSON in the query of an address. */
const jsonOf = <Schema extends z.ZodMiniType>(schema: Schema, most: number) =>
  z.pipe(
    z.pipe(
      z.string().check(z.maxLength(most)),
      z.transform((text, ctx): unknown => {
        try {
          return JSON.parse(text);
        } catch {
          ctx.issues.push({ code: 'custom', message: 'must be JSON', input: text });
          return z.NEVER;
        }
      }),
    ),
    schema,
  );

/** `status` alone is short for a filter by that one. */
export const TopicListing = z.strictObject({
  status: z.optional(WorkStatus),
  filters: z.optional(jsonOf(ViewFilters, 8_000)),
  sort: z.optional(ViewSort),
  before: z.optional(z.string().check(z.maxLength(400))),
});
export const NamedFile = z.strictObject({ name: z.string().check(z.maxLength(2_000)) });
export const Empty = z.strictObject({});
