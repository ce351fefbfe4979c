import type { TargetId, TeamId, TopicId, TopicTargetId, ViewId, WorkspaceId } from '@everthread/shared/models/ids';
import type { SegmentFilters } from '@everthread/shared/models/segment';
import type { TargetKind, TargetOutcome } from '@everthread/shared/models/topic-target';
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { onlyOwnWorkspace } from './policies.ts';
import { topics } from './topics.ts';
import { workspaces } from './workspaces.ts';

const at = () => timestamp({ withTimezone: true });

/** What a team wants to keep to in some of its topics. */
export const targets = pgTable(
  'targets',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().$type<TargetId>().notNull(),
    name: text().notNull(),
    viewId: uuid().$type<ViewId>(), // may be gone: then it holds of no topic until there is another, or the view is back
    filters: jsonb().$type<SegmentFilters>().notNull(),
    firstMinutes: integer(),
    nextMinutes: integer(),
    doneMinutes: integer(),
    inOfficeHours: boolean().notNull(),
    createdAt: at().notNull(),
    removedAt: at(), // kept for the report, and so that it can be brought back
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), onlyOwnWorkspace()],
);

/** What a target has come to in a topic: of its first answer, of each later wait, of its end. */
export const topicTargets = pgTable(
  'topic_targets',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    id: uuid().$type<TopicTargetId>().notNull(),
    topicId: uuid().$type<TopicId>().notNull(),
    targetId: uuid().$type<TargetId>().notNull(),
    kind: text().$type<TargetKind>().notNull(),
    since: at().notNull(), // since when the visitor waits; or when the topic began
    teamId: uuid().$type<TeamId>(), // whose the topic was
    minutes: integer().notNull(),
    inOfficeHours: boolean().notNull(),
    dueAt: at(), // none while it rests
    outcome: text().$type<TargetOutcome>().notNull(),
    warnedAt: at(), // when the team was told that it comes due
    breachedAt: at(),
    endedAt: at(), // answered, done, or not needed any more
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('topic_targets_once').on(t.workspaceId, t.topicId, t.targetId, t.kind, t.since),
    // What runs in a topic, and which topics there is something to look at in.
    index('topic_targets_now').on(t.workspaceId, t.topicId).where(sql`ended_at is null`),
    // The report.
    index().on(t.workspaceId, t.endedAt),
    foreignKey({ columns: [t.workspaceId, t.topicId], foreignColumns: [topics.workspaceId, topics.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.targetId], foreignColumns: [targets.workspaceId, targets.id] }).onDelete(
      'cascade',
    ),
    check('topic_targets_kind', sql`${t.kind} in ('first', 'next', 'done')`),
    check('topic_targets_outcome', sql`${t.outcome} in ('open', 'kept', 'breached', 'cancelled')`),
    check('topic_targets_breached', sql`(${t.outcome} = 'breached') = (${t.breachedAt} is not null)`),
    check(
      'topic_targets_ended',
      sql`case when ${t.endedAt} is null then ${t.outcome} in ('open', 'breached') else ${t.outcome} <> 'open' end`,
    ),
    onlyOwnWorkspace(),
  ],
);
