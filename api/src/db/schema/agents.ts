import type { AgentId, UserId, WorkspaceId } from '@everthread/shared/models/ids';
import type { NotificationSettings } from '@everthread/shared/models/notification';
import type { Absence, WorkingHours } from '@everthread/shared/models/profile';
import type { HoldSeconds } from '@everthread/shared/models/scheduled';
import type { Role } from '@everthread/shared/models/workspace';
import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { users } from './auth.ts';
import { app, onlyOwnWorkspace } from './policies.ts';
import { workspaces } from './workspaces.ts';

/** An agent is a user's membership of a workspace. Nobody is deleted from it: what he wrote keeps its author. */
export const agents = pgTable(
  'agents',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().$type<AgentId>().notNull(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    name: text().notNull(), // what visitors see him called
    role: text().$type<Role>().notNull(),
    photo: text(), // the name of its object, which no other picture has
    isAway: boolean().notNull().default(false), // by his own word, whatever is open
    hours: jsonb().$type<WorkingHours>(), // none: always on shift
    absences: jsonb().$type<Absence[]>().notNull().default([]),
    holdSeconds: integer().$type<HoldSeconds>().notNull().default(10), // how long his replies wait, so that he can take them back
    notifications: jsonb().$type<NotificationSettings>(), // of what he is told, and when; none: as it comes
    joinedAt: timestamp({ withTimezone: true }).notNull(),
    leftAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique().on(t.workspaceId, t.userId),
    // "Which workspaces am I in?"
    index().on(t.userId),
    onlyOwnWorkspace(),
    pgPolicy('own_memberships', { for: 'select', to: app, using: sql`user_id = current_user_id()` }),
  ],
);
