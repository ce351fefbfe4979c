import { SeenUpTo } from '@everthread/shared/models/thread';
import { Hono } from 'hono';
import type { VisitorEnv } from '../http/api-env.ts';
import { After, InThread } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { toMessage } from '../messages/message-view.ts';
import { toVisitorTopic } from '../topics/topic-view.ts';
import { changesAfter } from './changes-after.ts';
import { markSeen } from './mark-seen.ts';

export const visitorThreads = new Hono<VisitorEnv>()
  .get('/:threadId/changes', validate('param', InThread), validate('query', After), async (c) => {
    const { threadId } = c.req.valid('param');
    const { messages, topics, ...rest } = await changesAfter(c.var.ctx, threadId, c.req.valid('query').after);
    return c.json({ ...rest, messages: messages.map(toMessage), topics: topics.map(toVisitorTopic) });
  })
  .post('/:threadId/seen', validate('param', InThread), validate('json', SeenUpTo), async (c) => {
    await markSeen(c.var.ctx, c.req.valid('param').threadId, c.req.valid('json'));
    return c.json({});
  });
