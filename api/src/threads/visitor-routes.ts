import { Hono } from 'hono';
import type { VisitorEnv } from '../http/api-env.ts';
import { After, InThread } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { toMessage } from '../messages/message-view.ts';
import { toVisitorTopic } from '../topics/topic-view.ts';
import { changesAfter } from './changes-after.ts';

export const visitorThreads = new Hono<VisitorEnv>().get(
  '/:threadId/changes',
  validate('param', InThread),
  validate('query', After),
  async (c) => {
    const { threadId } = c.req.valid('param');
    const { rev, more, messages, topics } = await changesAfter(c.var.ctx, threadId, c.req.valid('query').after);
    return c.json({ rev, more, messages: messages.map(toMessage), topics: topics.map(toVisitorTopic) });
  },
);
