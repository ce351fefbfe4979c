import type { Report } from '@everthread/shared/models/report';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { scheduleOf } from '../hours/hours-of.ts';
import { readHours, selectHours } from '../hours/select-hours.ts';
import { buildReport } from './build-report.ts';
import { selectReportRows } from './report-rows.ts';

const DAY = 86_400_000;

/** How the team has answered in the last so many days, in the office's time zone. One trip. */
export async function getReport(ctx: Context<AgentActor>, days: number): Promise<Report> {
  const { workspaceId } = ctx.actor;
  const now = ctx.now();
  const from = new Date(now.getTime() - days * DAY);
  const [office, shifts, waits, promises, done, rated, waiting] = await inWorkspace(atLeast('viewer', ctx), [
    ...selectHours(ctx.db, workspaceId),
    ...selectReportRows(ctx.db, workspaceId, from, now),
  ]);
  const settings = readHours(office, shifts);
  // Office time is what the office has set: who was ill then, nobody knows any more.
  const officeOf = (team: Parameters<typeof scheduleOf>[1]) => scheduleOf(settings.office, team);
  const timeZone = settings.office.workspace?.timeZone ?? 'UTC';
  const rows = {
    waits: waits.rows,
    promises: promises.rows,
    done: done.rows,
    rated: rated.rows,
    waitingNow: waiting.rows[0]?.count ?? 0,
  };
  return buildReport(rows, { days, timeZone, hoursOf: officeOf });
}
