import type { HoursAnswer } from '@everthread/shared/models/hours';
import { and, eq, isNull } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { teams } from '../db/schema/teams.ts';
import { selectCalendars, toCalendar } from './calendar-rows.ts';
import { hoursNow } from './hours-now.ts';
import { hoursOf } from './hours-of.ts';
import { readHours, selectHours, toSetHours } from './select-hours.ts';

/** When the workspace answers, and its teams; and what visitors of each are told now. */
export async function getHours(ctx: Context<AgentActor>): Promise<HoursAnswer> {
  const { workspaceId } = ctx.actor;
  const [office, shifts, there, calendars] = await inWorkspace(atLeast('viewer', ctx), [
    ...selectHours(ctx.db, workspaceId),
    ctx.db
      .select({ id: teams.id })
      .from(teams)
      .where(and(eq(teams.workspaceId, workspaceId), isNull(teams.removedAt))),
    selectCalendars(ctx),
  ]);
  const settings = readHours(office, shifts);
  const now = [null, ...there.map(({ id }) => id)].map((teamId) => {
    const hours = hoursOf(settings, teamId);
    return { teamId, now: hours && hoursNow(hours, ctx.now().getTime()) };
  });
  return { hours: toSetHours(office), now, calendars: calendars.map(toCalendar) };
}
