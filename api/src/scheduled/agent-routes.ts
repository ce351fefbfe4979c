import { NewScheduled, ScheduledChange } from '@everthread/shared/models/scheduled';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { Empty, InThread, OneMessage } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { cancelScheduled, changeScheduled, takeScheduled } from './change-scheduled.ts';
import { scheduleReply } from './schedule-reply.ts';
import { toScheduled } from './scheduled-view.ts';

export const agentScheduled = new Hono<AgentEnv>()
  .post('/:threadId/scheduled', validate('param', InThread), validate('json', NewScheduled), async (c) => {
    const reply = await scheduleReply(c.var.ctx, c.req.valid('param').threadId, c.req.valid('json'));
    return c.json({ scheduled: toScheduled(reply, true) }, 201);
  })
  .patch(
    '/:threadId/scheduled/:messageId',
    validate('param', OneMessage),
    validate('json', ScheduledChange),
    async (c) => {
      const { threadId, messageId } = c.req.valid('param');
      const reply = await changeScheduled(c.var.ctx, threadId, messageId, c.req.valid('json'));
      return c.json({ scheduled: toScheduled(reply, true) });
    },
  )
  .post('/:threadId/scheduled/:messageId/take', validate('param', OneMessage), validate('json', Empty), async (c) => {
    const { threadId, messageId } = c.req.valid('param');
    return c.json({ scheduled: toScheduled(await takeScheduled(c.var.ctx, threadId, messageId), true) });
  })
  .delete('/:threadId/scheduled/:messageId', validate('param', OneMessage), async (c) => {
    const { threadId, messageId } = c.req.valid('param');
    return c.json({ scheduled: toScheduled(await cancelScheduled(c.var.ctx, threadId, messageId), true) });
  });
