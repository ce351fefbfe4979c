import type { AgentId, PromiseId, TagId, TeamId, ThreadId, TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import type { TopicStatus } from '@everthread/shared/models/topic';
import type { Channel } from '@everthread/shared/models/view';
import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { teams } from './teams.ts';
import { threads } from './threads.ts';
import { workspaces } from './workspaces.ts';

const at = () => timestamp({ withTimezone: true });

export const topics = pgTable(
  'topics',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    id: uuid().$type<TopicId>().notNull(),
    threadId: uuid().$type<ThreadId>().notNull(),
    rev: integer().notNull(),
    status: text().$type<TopicStatus>().notNull(),
    firstSeq: integer().notNull(),
    lastSeq: integer().notNull(),
    lastVisitorSeq: integer().notNull().default(0),
    startedAt: at().notNull(),
    lastMessageAt: at().notNull(),
    doneAt: at(),
    channel: text().$type<Channel>().notNull().default('messenger'), // through which its first message came
    preview: text().notNull(),
    previewBy: text().$type<'visitor' | 'agent' | 'bot'>().notNull(),
    subject: text(),
    assigneeId: uuid().$type<AgentId>(),
    teamId: uuid().$type<TeamId>(),
    priority: integer().notNull().default(0), // 0 none, 1 low, 2 medium, 3 high, 4 urgent
    snoozedUntil: at(), // none while snoozed: until the visitor writes
    waitingSince: at(), // of what the visitor has written and nobody has answered, the first
    mergedIntoId: uuid().$type<TopicId>(), // where its messages are now: it has none of its own
    // Once it was done the visitor was asked how it went; what he said.
    ratingAskedAt: at(),
    rating: integer(),
    ratingWord: text(),
    ratedAt: at(),
    // To sort by: whom nobody keeps waiting comes last, and has a place that a page can end at.
    waitingRank: at().notNull().generatedAlwaysAs(sql`coalesce(waiting_since, 'infinity'::timestamptz)`),
    promiseId: uuid().$type<PromiseId>(), // of the wait that goes on, or of an agent's own words
    promiseDueAt: at(),
    promiseRank: at().notNull().generatedAlwaysAs(sql`coalesce(promise_due_at, 'infinity'::timestamptz)`),
    targetDueAt: at(), // of the targets that run in it, the next
    targetRank: at().notNull().generatedAlwaysAs(sql`coalesce(target_due_at, 'infinity'::timestamptz)`),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // No two topics may begin at one message. What was merged away begins nowhere: its `first_seq` is 0.
    uniqueIndex('topics_first_seq').on(t.workspaceId, t.threadId, t.firstSeq).where(sql`first_seq > 0`),
    // What a message points at, so that it cannot lie in another thread's topic.
    unique().on(t.workspaceId, t.threadId, t.id),
    foreignKey({
      columns: [t.workspaceId, t.threadId],
      foreignColumns: [threads.workspaceId, threads.id],
    }).onDelete('cascade'),
    // The inbox list: one status, newest first.
    index().on(t.workspaceId, t.status, t.lastMessageAt.desc(), t.id.desc()),
    check('topics_channel', sql`${t.channel} in ('messenger', 'mail')`),
    check('topics_status', sql`${t.status} in ('open', 'waiting', 'snoozed', 'done', 'merged')`),
    check(
      'topics_merged',
      sql`(${t.status} = 'merged') = (${t.mergedIntoId} is not null) and (${t.status} = 'merged') = (${t.firstSeq} = 0)`,
    ),
    foreignKey({
      columns: [t.workspaceId, t.threadId, t.mergedIntoId],
      foreignColumns: [t.workspaceId, t.threadId, t.id],
    }),
    // Everybody's own list, a team's, and who has waited longest.
    index().on(t.workspaceId, t.assigneeId, t.status, t.lastMessageAt.desc(), t.id.desc()),
    index().on(t.workspaceId, t.teamId, t.status, t.lastMessageAt.desc(), t.id.desc()),
    index().on(t.workspaceId, t.status, t.waitingRank, t.id),
    // Whose promise comes due next.
    index().on(t.workspaceId, t.status, t.promiseRank, t.id),
    // Which is closest to its target.
    index().on(t.workspaceId, t.status, t.targetRank, t.id),
    // What presses, which is little: the rest is found by the index before.
    index('topics_pressing')
      .on(t.workspaceId, t.status, t.priority.desc(), t.waitingRank, t.id)
      .where(sql`priority > 0`),
    foreignKey({ columns: [t.workspaceId, t.assigneeId], foreignColumns: [agents.workspaceId, agents.id] }),
    foreignKey({ columns: [t.workspaceId, t.teamId], foreignColumns: [teams.workspaceId, teams.id] }),
    check('topics_priority', sql`${t.priority} between 0 and 4`),
    check('topics_snoozed_until', sql`${t.status} = 'snoozed' or ${t.snoozedUntil} is null`),
    check('topics_promise', sql`(${t.promiseId} is null) = (${t.promiseDueAt} is null)`),
    check('topics_rating', sql`${t.rating} between 1 and 5 and (${t.rating} is null) = (${t.ratedAt} is null)`),
    // What was said of how it went, for reports.
    index('topics_rated').on(t.workspaceId, t.ratedAt).where(sql`rated_at is not null`),
    check('topics_done_at', sql`(${t.status} = 'done') = (${t.doneAt} is not null)`),
    onlyOwnWorkspace(),
  ],
);

/** How far an agent has read in a topic. */
export const topicReads = pgTable(
  'topic_reads',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    topicId: uuid().$type<TopicId>().notNull(),
    agentId: uuid().$type<AgentId>().notNull(),
    seq: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.topicId, t.agentId] }),
    foreignKey({ columns: [t.workspaceId, t.topicId], foreignColumns: [topics.workspaceId, topics.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.agentId], foreignColumns: [agents.workspaceId, agents.id] }).onDelete(
      'cascade',
    ),
    onlyOwnWorkspace(),
  ],
);

/** Labels that a team gives its topics. A name is kept once, however it is written. */
export const tags = pgTable(
  'tags',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().$type<TagId>().notNull(),
    name: text().notNull(),
    color: text().notNull(), // one of the palette's names
    createdAt: at().notNull(),
    removedAt: at(), // topics keep it unseen, so that it can be brought back
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('tags_name').on(t.workspaceId, sql`lower(${t.name})`).where(sql`removed_at is null`),
    onlyOwnWorkspace(),
  ],
);

export const topicTags = pgTable(
  'topic_tags',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    topicId: uuid().$type<TopicId>().notNull(),
    tagId: uuid().$type<TagId>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.topicId, t.tagId] }),
    // The topics of a tag.
    index().on(t.workspaceId, t.tagId, t.topicId),
    foreignKey({ columns: [t.workspaceId, t.topicId], foreignColumns: [topics.workspaceId, topics.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.tagId], foreignColumns: [tags.workspaceId, tags.id] }).onDelete('cascade'),
    onlyOwnWorkspace(),
  ],
);

/** Who wants to hear of a topic that is not his. */
export const topicFollowers = pgTable(
  'topic_followers',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    topicId: uuid().$type<TopicId>().notNull(),
    agentId: uuid().$type<AgentId>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.topicId, t.agentId] }),
    index().on(t.workspaceId, t.agentId, t.topicId),
    foreignKey({ columns: [t.workspaceId, t.topicId], foreignColumns: [topics.workspaceId, topics.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.agentId], foreignColumns: [agents.workspaceId, agents.id] }).onDelete(
      'cascade',
    ),
    onlyOwnWorkspace(),
  ],
);
