import { CalendarSource, NewCalendar, OfficeHoursChange } from '@everthread/shared/models/hours';
import { CalendarId, TeamId } from '@everthread/shared/models/ids';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { AgentEnv } from '../http/api-env.ts';
import { fetchPublic } from '../http/safe-fetch.ts';
import { validate } from '../http/validate.ts';
import { addCalendar } from './add-calendar.ts';
import { getHours } from './get-hours.ts';
import { readCalendar } from './read-calendar.ts';
import { removeCalendar } from './remove-calendar.ts';
import { setHours } from './set-hours.ts';

const OneTeam = z.object({ teamId: TeamId });
const OneCalendar = z.object({ calendarId: CalendarId });

export const agentHours = new Hono<AgentEnv>()
  .get('/', async (c) => c.json(await getHours(c.var.ctx)))
  .put('/workspace', validate('json', OfficeHoursChange), async (c) => {
    await setHours(c.var.ctx, null, c.req.valid('json').schedule);
    return c.json({});
  })
  .put('/teams/:teamId', validate('param', OneTeam), validate('json', OfficeHoursChange), async (c) => {
    await setHours(c.var.ctx, c.req.valid('param').teamId, c.req.valid('json').schedule);
    return c.json({});
  })
  .post('/calendar', validate('json', CalendarSource), async (c) =>
    c.json(await readCalendar(c.var.ctx, fetchPublic(c.env.PUBLIC_NETWORK), c.req.valid('json'))),
  )
  .post('/calendars', validate('json', NewCalendar), async (c) => {
    const added = await addCalendar(c.var.ctx, fetchPublic(c.env.PUBLIC_NETWORK), c.req.valid('json'));
    return c.json({ calendar: added }, 201);
  })
  .delete('/calendars/:calendarId', validate('param', OneCalendar), async (c) => {
    await removeCalendar(c.var.ctx, c.req.valid('param').calendarId);
    return c.json({});
  });
