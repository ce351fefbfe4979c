import type { OfficeHours } from '@everthread/shared/models/hours';
import type { TeamId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Holiday } from '@everthread/shared/models/schedule';
import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { agents } from '../db/schema/agents.ts';
import { holidayCalendars, officeHours } from '../db/schema/hours.ts';
import { teamMembers, teams } from '../db/schema/teams.ts';
import type { HoursSettings } from './hours-of.ts';

/** A statement: what the workspace and those of its teams that are not removed have set, and the days off elsewhere. */
export const selectOfficeHours = (db: Database, workspaceId: WorkspaceId) =>
  db
    .select({
      teamId: officeHours.teamId,
      schedule: officeHours.schedule,
      elsewhere: sql<
        Holiday[]
      >`coalesce((select jsonb_agg(day) from ${holidayCalendars} calendar, jsonb_array_elements(calendar.holidays) day
        where calendar.workspace_id = "office_hours"."workspace_id"
          and calendar.team_id is not distinct from "office_hours"."team_id"), '[]'::jsonb)`,
    })
    .from(officeHours)
    .leftJoin(teams, and(eq(teams.workspaceId, officeHours.workspaceId), eq(teams.id, officeHours.teamId)))
    .where(and(eq(officeHours.workspaceId, workspaceId), isNull(teams.removedAt)));

/** Two statements, of which `readHours` makes the settings. */
export const selectHours = (db: Database, workspaceId: WorkspaceId) =>
  [
    selectOfficeHours(db, workspaceId),
    db
      .select({
        agentId: agents.id,
        hours: agents.hours,
        absences: agents.absences,
        teamIds: sql<TeamId[]>`array(select team_id from ${teamMembers} member
          where member.workspace_id = "agents"."workspace_id" and member.agent_id = "agents"."id")`,
      })
      .from(agents)
      .where(and(eq(agents.workspaceId, workspaceId), isNull(agents.leftAt), ne(agents.role, 'viewer'))),
  ] as const;

type Selected = ReturnType<typeof selectHours>;

export const readHours = (office: Awaited<Selected[0]>, shifts: Awaited<Selected[1]>): HoursSettings => ({
  office: toOfficeHours(office),
  shifts,
});

/** The hours that hold: what is set, with the days off that calendars elsewhere name. */
export const toOfficeHours = (rows: Awaited<Selected[0]>): OfficeHours =>
  toSetHours(
    rows.map((row) => ({
      ...row,
      schedule: { ...row.schedule, holidays: [...row.schedule.holidays, ...row.elsewhere] },
    })),
  );

/** What is set, as agents see and change it. */
export const toSetHours = (rows: Awaited<Selected[0]>): OfficeHours => ({
  workspace: rows.find(({ teamId }) => teamId === null)?.schedule ?? null,
  teams: rows.flatMap(({ teamId, schedule }) => (teamId ? [{ teamId, schedule }] : [])),
});
