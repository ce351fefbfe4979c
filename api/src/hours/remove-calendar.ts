import type { CalendarId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { holidayCalendars } from '../db/schema/hours.ts';
import { calendarChanged } from './calendar-changed.ts';
import { thatCalendar } from './calendar-rows.ts';
import { forgetOutlook } from './outlook.ts';

/** Its days off count no more, and it is fetched no more. For owners and admins. What is gone already stays so. */
export async function removeCalendar(ctx: Context<AgentActor>, id: CalendarId): Promise<void> {
  const count = sql`jsonb_array_length(holidays)`;
  const from = sql`${count} || case when ${count} = 1 then ' holiday' else ' holidays' end`;
  const audited = { subject: sql`url`, from, to: '' };
  await inWorkspace(atLeast('admin', ctx), [
    ctx.db.execute(sql`
      with changed as (
        delete from ${holidayCalendars} where ${thatCalendar(ctx, id)} returning workspace_id, url, holidays
      ),
      audited as (${recordAudit(ctx, 'hours.changed', audited, sql`changed`)})
      ${calendarChanged(ctx, sql`changed`)}`),
  ]);
  forgetOutlook(ctx.db, ctx.actor.workspaceId);
}
