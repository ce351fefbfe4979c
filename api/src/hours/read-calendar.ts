import type { CalendarSource, ReadCalendar } from '@everthread/shared/models/hours';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { type Fetch, safeFetch } from '../http/safe-fetch.ts';
import { readHolidays } from '../promises/hours-import.ts';

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
  const text =
    'text' in source
      ? source.text
      : await safeFetch(source.url.trim().replace(/^webcals?:/i, 'https:'), {
          fetch,
          accept: 'text/calendar, */*;q=0.5',
        });
  return { holidays: readHolidays(text, ctx.now().getTime()).holidays };
}
