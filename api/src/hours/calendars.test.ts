import { CalendarId, TeamId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { newAgent } from '../../test/factories.ts';
import { HOUR, promisesUnderTest } from '../../test/promises.ts';
import { slowToCommit } from '../../test/slow-to-commit.ts';
import { listAudit } from '../audit/list-audit.ts';
import type { Fetch } from '../http/safe-fetch.ts';
import { createTeam } from '../teams/create-team.ts';
import { addCalendar } from './add-calendar.ts';
import { fetchCalendars } from './fetch-calendars.ts';
import { getHours } from './get-hours.ts';
import { removeCalendar } from './remove-calendar.ts';
import { setHours } from './set-hours.ts';

const DAY = 24 * HOUR;
const url = 'https://days.example/off.ics';
const naming = (date: string) =>
  `BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Fair\nDTSTART;VALUE=DATE:${date}\nEND:VEVENT\nEND:VCALENDAR`;

/** A workspace with hours, and a calendar at an address elsewhere, which says what it is made to say. */
async function place() {
  const under = await promisesUnderTest(); // a Monday, at ten
  await under.agentReplies(); // so that days go by without a promise to see to
  await under.drain();
  let says: string | undefined = naming('20261124');
  const asked: string[] = [];
  const fetch: Fetch = async (address) => {
    asked.push(address);
    if (says === undefined) throw new TypeError('Nobody answers');
    return new Response(says);
  };
  Object.assign(under.ctx.env, { PUBLIC_NETWORK: { fetch } });
  const office = {
    timeZone: 'UTC',
    weekly: [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' })),
    holidays: [],
    openings: [],
  };
  await setHours(under.agent, null, office);
  const id = CalendarId.parse(under.ctx.newId());
  return {
    ...under,
    office,
    asked,
    fetch,
    calendar: { id, teamId: null, url },
    say: (text: string | undefined) => {
      says = text;
    },
    add: () => addCalendar(under.agent, fetch, { id, teamId: null, url }),
    hours: () => getHours(under.agent),
    /** When it is open again after it closes today. */
    opensNext: async () => (await getHours(under.agent)).now[0]?.now?.changes[1],
  };
}

test('a workspace has ten calendars at most, also where more are added in the same moment', async () => {
  const { agent, fetch, calendar, hours } = await place();
  const addOne = (by = agent) => addCalendar(by, fetch, { ...calendar, id: CalendarId.parse(agent.newId()) });
  await Promise.all(Array.from({ length: 8 }, () => addOne()));
  const added = await Promise.allSettled(Array.from({ length: 4 }, () => addOne(slowToCommit(agent))));
  const refused = added.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
  expect(refused).toEqual(['conflict', 'conflict']);
  expect((await hours()).calendars).toHaveLength(10);
});

test('days off of a calendar elsewhere count beside those that are set, which stay as they are', async () => {
  const { add, hours, office, opensNext, asked, agent } = await place();
  expect(await opensNext()).toBe('2026-11-24T09:00:00.000Z');
  const added = await add();
  expect(added).toMatchObject({ url, trouble: null, holidays: [{ name: 'Fair', from: '2026-11-24' }] });
  expect(await add()).toEqual(added);
  expect(asked).toEqual([url]);
  expect(await opensNext()).toBe('2026-11-25T09:00:00.000Z');
  expect(await hours()).toMatchObject({ hours: { workspace: office }, calendars: [added] });
  const { entries } = await listAudit(agent, { what: 'hours.changed' });
  expect(entries[0]?.details).toMatchObject({ subject: url, to: '1 holiday' });
});

test('it is fetched again every day, and what it names then counts from then on', async () => {
  const { add, say, pass, asked, hours } = await place();
  await add();
  say(naming('20261130'));
  await pass(DAY + HOUR);
  const { calendars } = await hours();
  expect(calendars).toMatchObject([{ trouble: null, holidays: [{ from: '2026-11-30' }] }]);
  expect(calendars[0]?.fetchedAt).toBe('2026-11-24T10:00:00.000Z');
  await pass(2 * DAY);
  expect(asked).toHaveLength(4);
});

test.each([
  ['nobody answers at its address', undefined, 'unreachable'],
  ['what answers is no calendar', '<html>', 'unreadable'],
] as const)(
  'where %s, what it said last still counts, and it is said and tried again',
  async (_name, text, trouble) => {
    const { add, say, pass, hours } = await place();
    const added = await add();
    say(text);
    await pass(DAY + HOUR);
    expect((await hours()).calendars).toEqual([{ ...added, trouble }]);
    say(naming('20261130'));
    await pass(DAY);
    expect((await hours()).calendars).toMatchObject([{ trouble: null, holidays: [{ from: '2026-11-30' }] }]);
  },
);

test('followed up twice it is still fetched once a day; once removed never again', async () => {
  const { add, agent, calendar, pass, asked, ctx, opensNext, hours } = await place();
  await add();
  const due = [{ type: 'calendar.due' as const, calendarId: calendar.id }];
  await fetchCalendars(ctx, due);
  await fetchCalendars(ctx, due);
  await pass(DAY + HOUR);
  expect(asked).toHaveLength(4);
  await removeCalendar(agent, calendar.id);
  await removeCalendar(agent, calendar.id);
  await pass(3 * DAY);
  expect(asked).toHaveLength(4);
  expect((await hours()).calendars).toEqual([]);
  expect(await opensNext()).toBeDefined();
});

test('a team’s calendar is the team’s', async () => {
  const { agent, fetch, calendar, office, hours } = await place();
  const team = await createTeam(agent, { name: 'Returns' });
  await setHours(agent, team.id, office);
  await addCalendar(agent, fetch, { ...calendar, teamId: team.id });
  const { now } = await hours();
  expect(now.map(({ teamId, now: at }) => [teamId, at?.changes[1]])).toEqual([
    [null, '2026-11-24T09:00:00.000Z'],
    [team.id, '2026-11-25T09:00:00.000Z'],
  ]);
});

test('only managers add and remove one, of their own workspace, for a team of theirs, and where there is one', async () => {
  const here = await place();
  const there = await place();
  const ben = await newAgent(here.workspace, 'agent', 'Ben');
  await expect(addCalendar(ben.ctx, here.fetch, here.calendar)).rejects.toMatchObject({ code: 'forbidden' });
  expect(here.asked).toEqual([]);
  const nobodys = { ...here.calendar, teamId: TeamId.parse(here.ctx.newId()) };
  await expect(addCalendar(here.agent, here.fetch, nobodys)).rejects.toMatchObject({ code: 'not_found' });
  const inside = { ...here.calendar, url: 'http://169.254.169.254/' };
  await expect(addCalendar(here.agent, here.fetch, inside)).rejects.toMatchObject({ code: 'invalid' });
  here.say('<html>');
  await expect(here.add()).rejects.toMatchObject({ code: 'invalid' });
  expect((await here.hours()).calendars).toEqual([]);

  await there.add();
  await removeCalendar(here.agent, there.calendar.id);
  await expect(removeCalendar(ben.ctx, here.calendar.id)).rejects.toMatchObject({ code: 'forbidden' });
  expect((await there.hours()).calendars).toHaveLength(1);
});
