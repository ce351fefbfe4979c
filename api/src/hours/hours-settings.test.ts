import { NoticeId, TeamId } from '@everthread/shared/models/ids';
import type { Schedule } from '@everthread/shared/models/schedule';
import { describe, expect, test } from 'vitest';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { changeProfile } from '../agents/change-profile.ts';
import { listAudit } from '../audit/list-audit.ts';
import { getNotice } from '../special-notices/get-notice.ts';
import { endNotice, setNotice } from '../special-notices/set-notice.ts';
import { changeTeam } from '../teams/change-team.ts';
import { createTeam } from '../teams/create-team.ts';
import { getHours } from './get-hours.ts';
import { outlookFor } from './outlook.ts';
import { readCalendar } from './read-calendar.ts';
import { setHours } from './set-hours.ts';

// A Sunday.
const SUNDAY = Date.parse('2026-11-22T10:00:00Z');
let now = SUNDAY;
const surroundings = await testSurroundings({ now: () => new Date(now) });

const weekdays = (from: string, to: string): Schedule => ({
  timeZone: 'Europe/Paris',
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, from, to })),
  holidays: [],
  openings: [],
});

async function place() {
  now = SUNDAY;
  const workspace = await newWorkspace(surroundings);
  const owner = await newAgent(workspace, 'owner', 'Mara');
  const ben = await newAgent(workspace, 'agent', 'Ben');
  const team = await createTeam(owner.ctx, { name: 'Returns' });
  const { workspaceId } = workspace.actor;
  return {
    workspace,
    owner,
    ben,
    teamId: team.id,
    outlook: (teamId: TeamId | null = null) => outlookFor(surroundings, workspaceId, teamId),
    /** So long that what was remembered is asked anew. */
    later: (ms = 61_000) => {
      now += ms;
    },
  };
}

test('a workspace and its teams have their hours, each change in the log by what it was and is', async () => {
  const { owner, ben, teamId } = await place();
  expect((await getHours(ben.ctx)).hours).toEqual({ workspace: null, teams: [] });
  const office = weekdays('09:00', '17:00');
  const late = {
    ...weekdays('14:00', '22:00'),
    holidays: [{ name: 'Xmas', from: '2026-12-24', to: '2026-12-26', isYearly: true }],
  };

  await setHours(owner.ctx, null, office);
  await setHours(owner.ctx, teamId, late);
  await setHours(owner.ctx, teamId, late);
  expect((await getHours(ben.ctx)).hours).toEqual({ workspace: office, teams: [{ teamId, schedule: late }] });

  await setHours(owner.ctx, teamId, null);
  await setHours(owner.ctx, teamId, null);
  expect((await getHours(ben.ctx)).hours).toEqual({ workspace: office, teams: [] });
  const lines = (await listAudit(owner.ctx, { what: 'hours.changed' })).entries.map(({ details }) => details);
  const words =
    'Mon 14:00–22:00, Tue 14:00–22:00, Wed 14:00–22:00, Thu 14:00–22:00, Fri 14:00–22:00; Europe/Paris; 1 holiday';
  expect(lines).toMatchObject([
    { subject: 'Returns', from: words, to: '' },
    { subject: 'Returns', from: '', to: words },
    { subject: 'Teapots & Co', from: '' },
  ]);
});

test('hours are managers’ to set, within their workspace', async () => {
  const [{ ben, teamId }, other] = [await place(), await place()];
  await expect(setHours(ben.ctx, null, null)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(setHours(other.owner.ctx, teamId, null)).rejects.toMatchObject({ code: 'not_found' });
  const nobodys = TeamId.parse(surroundings.newId());
  await expect(setHours(other.owner.ctx, nobodys, null)).rejects.toMatchObject({ code: 'not_found' });
});

test('visitors are told whether somebody is there and when that changes, by the hours of those who answer them', async () => {
  const { owner, teamId, outlook, later } = await place();
  expect((await outlook()).hours).toBeNull();

  await setHours(owner.ctx, null, weekdays('09:00', '17:00'));
  await setHours(owner.ctx, teamId, weekdays('14:00', '22:00'));
  expect((await outlook()).hours).toEqual({
    isOpen: false,
    changes: [
      '2026-11-23T08:00:00.000Z',
      '2026-11-23T16:00:00.000Z',
      '2026-11-24T08:00:00.000Z',
      '2026-11-24T16:00:00.000Z',
    ],
  });
  expect((await outlook(teamId)).hours?.changes[0]).toBe('2026-11-23T13:00:00.000Z');

  await changeTeam(owner.ctx, teamId, { isRemoved: true });
  later();
  expect((await outlook(teamId)).hours?.changes[0]).toBe('2026-11-23T08:00:00.000Z');
});

test('agents’ shifts and absences count: nobody is there while none of those who answer is', async () => {
  const { owner, ben, teamId, outlook, later } = await place();
  await setHours(owner.ctx, null, weekdays('09:00', '17:00'));
  await changeTeam(owner.ctx, teamId, { memberIds: [ben.agentId] });
  const spans = [1, 2, 3].map((day) => ({ day, from: '10:00', to: '12:00' }));
  await changeProfile(ben.ctx, {
    hours: { timeZone: 'Europe/Paris', spans },
    absences: [{ from: '2026-11-23', to: '2026-11-24', reason: 'Dentist' }],
  });
  later();
  expect((await outlook(teamId)).hours?.changes.slice(0, 2)).toEqual([
    '2026-11-25T09:00:00.000Z',
    '2026-11-25T11:00:00.000Z',
  ]);
  expect((await outlook()).hours?.changes[0]).toBe('2026-11-23T08:00:00.000Z');
});

test('a special notice is told until its end, which needs nobody, or until it is taken down or another set', async () => {
  const { owner, ben, outlook } = await place();
  const notice = (text: string, hours: number) => ({
    id: NoticeId.parse(surroundings.newId()),
    text,
    endsAt: new Date(now + hours * 3_600_000).toISOString(),
  });
  const outage = notice('Slower than usual today', 2);
  await setNotice(ben.ctx, outage);
  await setNotice(ben.ctx, outage);
  expect((await outlook()).notice).toEqual(outage);

  const worse = notice('Much slower', 1);
  await setNotice(owner.ctx, worse);
  await setNotice(ben.ctx, outage); // its answer had been lost
  expect(await getNotice(ben.ctx)).toMatchObject({ ...worse, setBy: owner.agentId });
  now += 3_600_000;
  expect([(await outlook()).notice, await getNotice(ben.ctx)]).toEqual([null, null]);

  await setNotice(ben.ctx, notice('Again', 1));
  await endNotice(ben.ctx);
  await endNotice(ben.ctx);
  expect((await outlook()).notice).toBeNull();
  const lines = (await listAudit(owner.ctx, {})).entries.map(({ what, details }) => [what, details.subject]);
  expect(lines.filter(([what]) => what?.startsWith('notice'))).toEqual([
    ['notice.ended', 'Again'],
    ['notice.set', 'Again'],
    ['notice.set', 'Much slower'],
    ['notice.set', 'Slower than usual today'],
  ]);
});

test('a notice has an end that lies ahead, and a viewer sets none', async () => {
  const { workspace, owner, outlook } = await place();
  const id = NoticeId.parse(surroundings.newId());
  const at = (ms: number) => new Date(now + ms).toISOString();
  const refused = { code: 'invalid' };
  await expect(setNotice(owner.ctx, { id, text: 'Hm', endsAt: at(0) })).rejects.toMatchObject(refused);
  await expect(setNotice(owner.ctx, { id, text: 'Hm', endsAt: at(40 * 86_400_000) })).rejects.toMatchObject(refused);
  const viewer = await newAgent(workspace, 'viewer');
  const asViewer = setNotice(viewer.ctx, { id, text: 'Hm', endsAt: at(60_000) });
  await expect(asViewer).rejects.toMatchObject({ code: 'forbidden' });
  expect((await outlook()).notice).toBeNull();
});

describe('a calendar', () => {
  const ics = 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Fair\nDTSTART;VALUE=DATE:20261201\nEND:VEVENT\nEND:VCALENDAR';
  const fair = { holidays: [{ name: 'Fair', from: '2026-12-01', to: '2026-12-01', isYearly: false }] };

  test('is read from its text or its address, for managers, and nothing of it is kept', async () => {
    const { owner, ben } = await place();
    const asked: string[] = [];
    const fetch = async (url: string) => {
      asked.push(url);
      return new Response(ics);
    };
    expect(await readCalendar(owner.ctx, fetch, { text: ics })).toEqual(fair);
    expect(await readCalendar(owner.ctx, fetch, { url: 'webcal://example.com/days.ics' })).toEqual(fair);
    expect(asked).toEqual(['https://example.com/days.ics']);
    const asAgent = readCalendar(ben.ctx, fetch, { url: 'https://example.com/days.ics' });
    await expect(asAgent).rejects.toMatchObject({ code: 'forbidden' });
    expect(asked).toHaveLength(1);
    expect((await getHours(owner.ctx)).hours.workspace).toBeNull();
  });

  test('that is none, or lies where nobody outside could ask, is refused', async () => {
    const { owner } = await place();
    const fetch = async () => new Response('<html>');
    const refused = { code: 'invalid' };
    for (const url of ['https://example.com/', 'http://169.254.169.254/', 'http://localhost/', 'file:///etc/passwd']) {
      await expect(readCalendar(owner.ctx, fetch, { url })).rejects.toMatchObject(refused);
    }
  });
});
