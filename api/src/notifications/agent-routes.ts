import { NotificationChange } from '@everthread/shared/models/notification';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { validate } from '../http/validate.ts';
import { changeNotifications, ownNotifications } from './own-notifications.ts';

export const agentNotifications = new Hono<AgentEnv>()
  .get('/', async (c) => c.json(await ownNotifications(c.var.ctx)))
  .patch('/', validate('json', NotificationChange), async (c) =>
    c.json({ settings: await changeNotifications(c.var.ctx, c.req.valid('json')) }),
  );
