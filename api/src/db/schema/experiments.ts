import type { Arm, ReplyPolicy } from '@everthread/shared/models/experiment';
import type { ExperimentId, TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import type { SegmentFilters } from '@everthread/shared/models/segment';
import { sql } from 'drizzle-orm';
import {
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

/** Two ways of promising an answer, tried on visitors whom chance divides. */
export const experiments = pgTable(
  'experiments',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().$type<ExperimentId>().notNull(),
    name: text().notNull(),
    filters: jsonb().$type<SegmentFilters>().notNull(),
    first: jsonb().$type<ReplyPolicy>().notNull(),
    second: jsonb().$type<ReplyPolicy>().notNull(),
    share: integer().notNull(), // of the visitors, in percent, who get the second
    detects: integer().notNull(),
    createdAt: at().notNull(),
    startedAt: at(),
    endedAt: at(),
    removedAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // One runs at a time: of two nobody could say which made the difference.
    uniqueIndex('experiments_running').on(t.workspaceId).where(sql`started_at is not null and ended_at is null`),
    check('experiments_share', sql`${t.share} between 1 and 99`),
    check('experiments_ended', sql`${t.endedAt} is null or ${t.startedAt} is not null`),
    onlyOwnWorkspace(),
  ],
);

/** Which topics took part, and by which policy their visitor was told. It stays so, whoever he turns out to be. */
export const experimentTopics = pgTable(
  'experiment_topics',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    experimentId: uuid().$type<ExperimentId>().notNull(),
    topicId: uuid().$type<TopicId>().notNull(),
    arm: text().$type<Arm>().notNull(),
    enrolledAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.experimentId, t.topicId] }),
    index().on(t.workspaceId, t.topicId),
    foreignKey({
      columns: [t.workspaceId, t.experimentId],
      foreignColumns: [experiments.workspaceId, experiments.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.topicId], foreignColumns: [topics.workspaceId, topics.id] }).onDelete(
      'cascade',
    ),
    check('experiment_topics_arm', sql`${t.arm} in ('first', 'second')`),
    onlyOwnWorkspace(),
  ],
);
