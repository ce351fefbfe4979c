import type { CalendarTrouble } from '@everthread/shared/models/hours';
import type { CalendarId } from '@everthread/shared/models/ids';
import type { Holiday } from '@everthread/shared/models/schedule';
import { sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { holidayCalendars } from '../db/schema/hours.ts';
import { outbox } from '../db/schema/outbox.ts';
import { AppError } from '../errors.ts';
import { fetchPublic } from '../http/safe-fetch.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { readHolidays } from '../promises/hours-import.ts';
import { calendarChanged, REFETCH_MS } from './calendar-changed.ts';
import { type CalendarRow, selectCalendars, thatCalendar } from './calendar-rows.ts';
import { fetchCalendar } from './fetch-holidays.ts';
import { forgetOutlook } from './outlook.ts';

/** Time to fetch calendars again. What they named when they were last read counts until they can be read anew. */
export const fetchCalendars: Handler<{ type: 'calendar.due'; calendarId: CalendarId }> = async (ctx, events) => {
  const [calendars] = await inWorkspace(ctx, [selectCalendars(ctx)]);
  for (const calendar of calendars) {
    if (events.some(({ calendarId }) => calendarId === calendar.id)) await fetchAgain(ctx, calendar);
  }
};

async function fetchAgain(ctx: HandlerContext, calendar: CalendarRow): Promise<void> {
  const found = await read(ctx, calendar.url);
  const at = sql`${ctx.now().toISOString()}::timestamptz`;
  const dueAt = sql`${new Date(ctx.now().getTime() + REFETCH_MS).toISOString()}::timestamptz`;
  const holidays = JSON.stringify('trouble' in found ? calendar.holidays : found.holidays);
  const change =
    'trouble' in found
      ? sql`trouble = ${found.trouble}`
      : sql`trouble = null, fetched_at = ${at}, holidays = ${holidays}::jsonb`;
  await inWorkspace(ctx, [
    // Followed up twice, it is still fetched once a day.
    ctx.db.execute(sql`
      insert into ${outbox} (workspace_id, type, payload, created_at, due_at)
      select calendar.workspace_id, 'calendar.due', jsonb_build_object('calendarId', calendar.id), ${at}, ${dueAt}
      from ${holidayCalendars} calendar
      where calendar.workspace_id = ${ctx.actor.workspaceId} and calendar.id = ${calendar.id}
        and not exists (select from ${outbox} said
          where said.workspace_id = calendar.workspace_id and said.type = 'calendar.due' and said.due_at > ${at}
            and said.payload ->> 'calendarId' = calendar.id::text)`),
    ctx.db.execute(sql`
      with before as (
        select workspace_id, holidays, trouble from ${holidayCalendars} where ${thatCalendar(ctx, calendar.id)}
      ),
      kept as (update ${holidayCalendars} set ${change} where ${thatCalendar(ctx, calendar.id)} returning workspace_id, trouble),
      changed as (
        select kept.workspace_id from kept, before
        where before.holidays <> ${holidays}::jsonb or before.trouble is distinct from kept.trouble
      )
      ${calendarChanged(ctx, sql`changed`)}`),
  ]);
  forgetOutlook(ctx.db, ctx.actor.workspaceId);
}

async function read(ctx: HandlerContext, url: string): Promise<{ holidays: Holiday[] } | { trouble: CalendarTrouble }> {
  let trouble: CalendarTrouble = 'unreachable';
  try {
    const text = await fetchCalendar(fetchPublic(ctx.env.PUBLIC_NETWORK), url);
    trouble = 'unreadable';
    return { holidays: readHolidays(text, ctx.now().getTime()).holidays };
  } catch (error) {
    if (error instanceof AppError) return { trouble };
    throw error;
  }
}
