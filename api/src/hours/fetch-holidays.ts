import type { Holiday } from '@everthread/shared/models/schedule';
import { type Fetch, safeFetch } from '../http/safe-fetch.ts';
import { readHolidays } from '../promises/hours-import.ts';

/** What answers at a calendar's address, as text. Throws `invalid` where nothing could be read, not saying why. */
export const fetchCalendar = (fetch: Fetch, url: string): Promise<string> =>
  safeFetch(url.trim().replace(/^webcals?:/i, 'https:'), { fetch, accept: 'text/calendar, */*;q=0.5' });

/** The days off that the calendar at an address names. Throws `invalid` also where it is no calendar. */
export const fetchHolidays = async (fetch: Fetch, url: string, nowMs: number): Promise<Holiday[]> =>
  readHolidays(await fetchCalendar(fetch, url), nowMs).holidays;
