import { type HolidayCalendar, MOST_CALENDARS, type NewCalendar } from '@everthread/shared/models/hours';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { oneAtATime } from '../db/one-at-a-time.ts';
import { holidayCalendars } from '../db/schema/hours.ts';
import { teams } from '../db/schema/teams.ts';
import { AppError } from '../errors.ts';
import type { Fetch } from '../http/safe-fetch.ts';
import { recordEvent } from '../outbox/record-event.ts';
import { calendarChanged, REFETCH_MS } from './calendar-changed.ts';
import { selectCalendars, toCalendar } from './calendar-rows.ts';
import { fetchHolidays } from './fetch-holidays.ts';
import { forgetOutlook } from './outlook.ts';

/**
 * Counts the days off of a calendar elsewhere beside those of the workspace's hours, or a team's, and fetches it again
 * every day. For owners and admins. Safe to repeat with one id. Throws `invalid` where there is no calendar.
 */
export async function addCalendar(
  ctx: Context<AgentActor>,
  fetch: Fetch,
  { id, teamId, url }: NewCalendar,
): Promise<HolidayCalendar> {
  const { workspaceId } = ctx.actor;
  const manager = atLeast('admin', ctx);
  // Before anything is asked in his name.
  const [known, owned] = await inWorkspace(manager, [
    selectCalendars(ctx),
    ctx.db
      .select({ id: teams.id })
      .from(teams)
      .where(and(eq(teams.workspaceId, workspaceId), sql`${teams.id} = ${teamId}::uuid`, isNull(teams.removedAt))),
  ]);
  if (teamId && owned.length === 0) throw new AppError('not_found', 'No such team');
  const isKnown = known.some((calendar) => calendar.id === id);
  if (!isKnown && known.length >= MOST_CALENDARS) throw tooMany();
  const holidays = isKnown ? [] : await fetchHolidays(fetch, url, ctx.now().getTime());
  const at = sql`${ctx.now().toISOString()}::timestamptz`;
  const [, , all] = await inWorkspace(manager, [
    oneAtATime(ctx, 'calendars'),
    ctx.db.execute(sql`
      with changed as (
        insert into ${holidayCalendars} (workspace_id, id, team_id, url, holidays, added_at, fetched_at)
        select ${workspaceId}::uuid, ${id}::uuid, ${teamId}::uuid, ${url.trim()}, ${JSON.stringify(holidays)}::jsonb, ${at}, ${at}
        where (select count(*) from ${holidayCalendars} other where other.workspace_id = ${workspaceId}) < ${MOST_CALENDARS}
        on conflict do nothing
        returning workspace_id, null::uuid as thread_id, url
      ),
      audited as (${recordAudit(ctx, 'hours.changed', { subject: sql`url`, from: '', to: `${holidays.length} ${holidays.length === 1 ? 'holiday' : 'holidays'}` }, sql`changed`)}),
      again as (${recordEvent({ type: 'calendar.due', calendarId: id }, sql`changed`, ctx.now(), { dueAt: new Date(ctx.now().getTime() + REFETCH_MS) })})
      ${calendarChanged(ctx, sql`changed`)}`),
    selectCalendars(ctx),
  ]);
  forgetOutlook(ctx.db, workspaceId);
  const added = all.find((calendar) => calendar.id === id);
  if (!added && all.length >= MOST_CALENDARS) throw tooMany();
  if (!added) throw new AppError('conflict', 'This id already stands for another calendar. Choose a new id');
  return toCalendar(added);
}

const tooMany = () => new AppError('conflict', `There are ${MOST_CALENDARS} calendars already. Remove one first`);
