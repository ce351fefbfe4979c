import type { CalendarTrouble } from '@everthread/shared/models/hours';
import type { AgentId, CalendarId, NoticeId, TeamId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Holiday, Schedule } from '@everthread/shared/models/schedule';
import { sql } from 'drizzle-orm';
import { check, foreignKey, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { teams } from './teams.ts';
import { workspaces } from './workspaces.ts';

const at = () => timestamp({ withTimezone: true });

/** When a workspace answers, and those of its teams that answer at other times. */
export const officeHours = pgTable(
  'office_hours',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().$type<WorkspaceId | TeamId>().notNull(), // whose they are: the workspace's own id or a team's
    teamId: uuid().$type<TeamId>(), // none: the workspace's
    schedule: jsonb().$type<Schedule>().notNull(),
    changedAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
    check('office_hours_whose', sql`${t.id} = coalesce(${t.teamId}, ${t.workspaceId})`),
    onlyOwnWorkspace(),
  ],
);

/** Calendars elsewhere whose days off count beside those of a schedule, for as long as they are there. */
export const holidayCalendars = pgTable(
  'holiday_calendars',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().$type<CalendarId>().notNull(),
    teamId: uuid().$type<TeamId>(), // none: the workspace's
    url: text().notNull(),
    holidays: jsonb().$type<Holiday[]>().notNull(), // as they were last read
    addedAt: at().notNull(),
    fetchedAt: at().notNull(), // when they were last read
    trouble: text().$type<CalendarTrouble>(), // why they could not be read since
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
    check('holiday_calendars_trouble', sql`${t.trouble} in ('unreachable', 'unreadable')`),
    onlyOwnWorkspace(),
  ],
);

/** What agents wanted visitors to know for a while. */
export const specialNotices = pgTable(
  'special_notices',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().$type<NoticeId>().notNull(),
    text: text().notNull(),
    setBy: uuid().$type<AgentId>().notNull(),
    setAt: at().notNull(),
    endsAt: at().notNull(), // brought forward where it is taken down before
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // The one that stands.
    index().on(t.workspaceId, t.endsAt),
    foreignKey({ columns: [t.workspaceId, t.setBy], foreignColumns: [agents.workspaceId, agents.id] }),
    onlyOwnWorkspace(),
  ],
);
