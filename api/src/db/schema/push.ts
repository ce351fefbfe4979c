import type { AgentId, DeviceId, TopicId, UserId, WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { sessions, users } from './auth.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { topics } from './topics.ts';

const at = () => timestamp({ withTimezone: true });

/**
 * The browsers in which a user wants to be told while he is away. Global, as users and sessions are: a browser has one
 * subscription, however many workspaces its user is in. It hangs on the sign-in in which it was made and goes with it.
 */
export const pushDevices = pgTable(
  'push_devices',
  {
    id: uuid().$type<DeviceId>().primaryKey(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    endpoint: text().notNull().unique(),
    p256dh: text().notNull(),
    auth: text().notNull(),
    name: text().notNull(),
    createdAt: at().notNull(),
    confirmedAt: at().notNull(), // when the browser last said that it has it
    lastReachedAt: at(), // when its push service last took something for it
    forgottenAt: at(), // when its user took it off the list: kept, without its keys, for the browser to be told
  },
  (t) => [index().on(t.userId), index().on(t.sessionId)],
);

/**
 * What an agent was told of in a topic and has not read since: he is told again only of what comes after. A row without
 * `told_at` is put off: he is told when his quiet hours end.
 */
export const agentNotices = pgTable(
  'agent_notices',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    agentId: uuid().$type<AgentId>().notNull(),
    topicId: uuid().$type<TopicId>().notNull(),
    about: text().$type<'message' | 'mention' | 'assignment' | 'returned' | 'target' | 'promise'>().notNull(),
    seq: integer().notNull(), // of the message; of an assignment, a target and a promise, the thread's revision
    toldAt: at(),
    mailAt: at(), // when it is mailed, unless he has read it by then; null where it is not to be, or has been
    mailedAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.agentId, t.topicId, t.about] }),
    // What an agent is to be mailed.
    index('agent_notices_to_mail').on(t.workspaceId, t.agentId, t.mailAt).where(sql`mail_at is not null`),
    // Whom a topic that is settled no longer concerns.
    index().on(t.workspaceId, t.topicId),
    foreignKey({ columns: [t.workspaceId, t.topicId], foreignColumns: [topics.workspaceId, topics.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.agentId], foreignColumns: [agents.workspaceId, agents.id] }).onDelete(
      'cascade',
    ),
    check(
      'agent_notices_about',
      sql`${t.about} in ('message', 'mention', 'assignment', 'returned', 'target', 'promise')`,
    ),
    onlyOwnWorkspace(),
  ],
);
