import type { CalendarSource, ReadCalendar } from '@everthread/shared/models/hours';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import type { Fetch } from '../http/safe-fetch.ts';
import { readHolidays } from '../promises/hours-import.ts';
import { fetchCalendar } from './fetch-holidays.ts';

/**
 * Reads the days off that a calendar names, for who may set hours; keeps nothing. `fetch`: by which way an address is
 * asked. Throws `invalid` where nothing could be read, in words that do not say why, or where it is no calendar.
 */
export async function readCalendar(
  ctx: Context<AgentActor>,
  fetch: Fetch,
  source: CalendarSource,
): Promise<ReadCalendar> {
  await inWorkspace(atLeast('admin', ctx), []); // before anything is asked in his name
  const text = 'text' in source ? source.text : await fetchCalendar(fetch, source.url);
  return { holidays: readHolidays(text, ctx.now().getTime()).holidays };
}
