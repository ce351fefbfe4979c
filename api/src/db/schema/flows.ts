import type { FlowState } from '@everthread/shared/client/advance-flow';
import type { FlowPlan } from '@everthread/shared/models/flow';
import type { FlowLanguage } from '@everthread/shared/models/flow-condition';
import type { AgentId, FlowId, FlowRunId, MessageId, TopicId, WorkspaceId } from '@everthread/shared/models/ids';
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
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { messages } from './messages.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { topics } from './topics.ts';
import { workspaces } from './workspaces.ts';

const at = () => timestamp({ withTimezone: true });

/** What asks and answers visitors before a person does. What each does, its versions say. */
export const flows = pgTable(
  'flows',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().$type<FlowId>().notNull(),
    version: integer().notNull(), // with which it begins from now on
    isOn: boolean().notNull(),
    sealedSecret: text().notNull(), // with which its look-ups are signed
    createdAt: at().notNull(),
    changedAt: at().notNull(),
    removedAt: at(), // kept for what runs, and so that it can be brought back
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // Those that may begin with a message.
    index('flows_on').on(t.workspaceId, t.createdAt, t.id).where(sql`is_on and removed_at is null`),
    onlyOwnWorkspace(),
  ],
);

/** A flow as it was saved once. Never changes: what runs ends on its version. */
export const flowVersions = pgTable(
  'flow_versions',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    flowId: uuid().$type<FlowId>().notNull(),
    version: integer().notNull(),
    plan: jsonb().$type<FlowPlan>().notNull(),
    savedBy: uuid().$type<AgentId>(),
    savedAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.flowId, t.version] }),
    foreignKey({ columns: [t.workspaceId, t.flowId], foreignColumns: [flows.workspaceId, flows.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.savedBy], foreignColumns: [agents.workspaceId, agents.id] }),
    onlyOwnWorkspace(),
  ],
);

/** A flow in a topic: where it stands, and what it was told. */
export const flowRuns = pgTable(
  'flow_runs',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    id: uuid().$type<FlowRunId>().notNull(),
    flowId: uuid().$type<FlowId>().notNull(),
    version: integer().notNull(),
    topicId: uuid().$type<TopicId>().notNull(),
    begunBy: uuid().$type<MessageId>().notNull(), // the message that it began with
    heardId: uuid().$type<MessageId>().notNull(), // the visitor's latest that it has taken in
    language: text().$type<FlowLanguage>().notNull(),
    revision: integer().notNull(), // raised with each step, so that none is taken twice
    state: jsonb().$type<FlowState>().notNull(),
    startedAt: at().notNull(),
    endedAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      name: 'flow_runs_version',
      columns: [t.workspaceId, t.flowId, t.version],
      foreignColumns: [flowVersions.workspaceId, flowVersions.flowId, flowVersions.version],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.topicId], foreignColumns: [topics.workspaceId, topics.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.begunBy], foreignColumns: [messages.workspaceId, messages.id] }).onDelete(
      'cascade',
    ),
    // Never two runs for one trigger, nor of one flow about one matter.
    unique('flow_runs_trigger').on(t.workspaceId, t.begunBy),
    unique('flow_runs_once').on(t.workspaceId, t.topicId, t.flowId),
    // The one that runs.
    uniqueIndex('flow_runs_now').on(t.workspaceId, t.topicId).where(sql`ended_at is null`),
    check('flow_runs_ended', sql`(${t.endedAt} is not null) = (${t.state} ->> 'name' = 'ended')`),
    onlyOwnWorkspace(),
  ],
);

/** A service that does not answer a flow's look-ups, so that not each visitor waits for it. Gone once it answers again. */
export const lookUpTroubles = pgTable(
  'look_up_troubles',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    flowId: uuid().$type<FlowId>().notNull(),
    url: text().notNull(),
    failures: integer().notNull(), // in a row
    status: integer(), // that it answered last, if it answered
    since: at().notNull(),
    askAgainAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.flowId, t.url] }),
    foreignKey({ columns: [t.workspaceId, t.flowId], foreignColumns: [flows.workspaceId, flows.id] }).onDelete(
      'cascade',
    ),
    onlyOwnWorkspace(),
  ],
);
