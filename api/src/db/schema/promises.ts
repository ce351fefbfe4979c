import type { AgentId, MessageId, PromiseId, TeamId, TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import type { PromiseBasis, PromiseKind, PromiseOutcome } from '@everthread/shared/models/promise';
import { sql } from 'drizzle-orm';
import {
  check,
  customType,
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
import { agents } from './agents.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { topics } from './topics.ts';
import { workspaces } from './workspaces.ts';

const at = () => timestamp({ withTimezone: true });
const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** What visitors were told of when somebody answers, and how it ended. Each ends once. */
export const promises = pgTable(
  'promises',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    id: uuid().$type<PromiseId>().notNull(),
    topicId: uuid().$type<TopicId>().notNull(),
    messageId: uuid().$type<MessageId>().notNull(), // under which it is shown: the visitor's, or with own words the agent's
    kind: text().$type<PromiseKind>().notNull(),
    waitingSince: at(), // the topic's, to which it answers; none with own words
    teamId: uuid().$type<TeamId>(), // whose the topic was
    agentId: uuid().$type<AgentId>(), // whose words they are
    madeAt: at().notNull(),
    dueAt: at().notNull(),
    likelihood: integer().notNull(), // that it holds, in percent
    basis: text().$type<PromiseBasis>().notNull(),
    quantiles: jsonb().$type<Record<string, number>>(), // the estimate it was made from: seconds by share
    queueAhead: integer(), // how many waited longer in the same team, where visitors are told
    outcome: text().$type<PromiseOutcome>().notNull().default('open'),
    atRiskAt: at(), // when the team was told that it may break
    announcedAt: at(), // when the visitor was told of a later time
    settledAt: at(),
    renewsId: uuid().$type<PromiseId>(), // the one in whose place it was made
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // A topic has one at a time.
    uniqueIndex('promises_open').on(t.workspaceId, t.topicId).where(sql`outcome = 'open'`),
    // Of a wait, one that is not the renewal of another; and no promise is renewed twice.
    uniqueIndex('promises_renewed').on(t.workspaceId, t.renewsId),
    // The report: what came due in a time.
    index().on(t.workspaceId, t.dueAt),
    index().on(t.workspaceId, t.topicId, t.madeAt),
    foreignKey({ columns: [t.workspaceId, t.topicId], foreignColumns: [topics.workspaceId, topics.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.agentId], foreignColumns: [agents.workspaceId, agents.id] }),
    check('promises_kind', sql`${t.kind} in ('first', 'next', 'own-words')`),
    check('promises_own_words', sql`(${t.kind} = 'own-words') = (${t.waitingSince} is null)`),
    check('promises_basis', sql`${t.basis} in ('history', 'aim', 'agent')`),
    check('promises_outcome', sql`${t.outcome} in ('open', 'kept', 'broken', 'cancelled', 'renewed')`),
    check('promises_settled', sql`(${t.outcome} = 'open') = (${t.settledAt} is null)`),
    check('promises_announced', sql`${t.announcedAt} is null or ${t.outcome} = 'renewed'`),
    check('promises_likelihood', sql`${t.likelihood} between 1 and 100`),
    onlyOwnWorkspace(),
  ],
);

/** How long visitors waited for a person, and wait now: what estimates are made from. */
export const waits = pgTable(
  'waits',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    topicId: uuid().$type<TopicId>().notNull(),
    since: at().notNull(),
    teamId: uuid().$type<TeamId>(),
    kind: text().$type<'first' | 'next'>().notNull(),
    queueAhead: integer().notNull(), // how many waited longer in the same team
    peopleOnShift: integer().notNull(), // who could have answered when it began
    endedAt: at(),
    ended: text().$type<'replied' | 'left'>(), // by a person's reply, or because nobody needed one any more
    agentId: uuid().$type<AgentId>(), // who replied
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.topicId, t.since] }),
    // The latest, for the estimate and the report; and who waits now.
    index().on(t.workspaceId, t.since),
    index().on(t.workspaceId, t.endedAt),
    index('waits_now').on(t.workspaceId, t.since).where(sql`ended_at is null`),
    foreignKey({ columns: [t.workspaceId, t.topicId], foreignColumns: [topics.workspaceId, topics.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.agentId], foreignColumns: [agents.workspaceId, agents.id] }),
    check('waits_kind', sql`${t.kind} in ('first', 'next')`),
    check('waits_ended', sql`(${t.endedAt} is null) = (${t.ended} is null) and ${t.ended} in ('replied', 'left')`),
    onlyOwnWorkspace(),
  ],
);

/** What has been learned from the waits of a workspace, so that it need not be learned again for each estimate. */
export const estimateModels = pgTable(
  'estimate_models',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    version: integer().notNull(), // of how it is kept: a Worker reads what its like has saved
    through: at().notNull(), // the last moment of which it knows
    model: bytea().notNull(), // what estimates read
    features: bytea().notNull(), // what learning needs besides
    savedAt: at().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.version] }), onlyOwnWorkspace()],
);
