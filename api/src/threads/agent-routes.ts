import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { After, InThread } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { toTeamMessage } from '../messages/message-view.ts';
import { toTopic } from '../topics/topic-view.ts';
import { changesAfter } from './changes-after.ts';
import { getThread } from './get-thread.ts';

export const agentThreads = new Hono<AgentEnv>()
  .get('/:threadId', validate('param', InThread), async (c) => {
    return c.json({ thread: await getThread(c.var.ctx, c.req.valid('param').threadId) });
  })
  .get('/:threadId/changes', validate('param', InThread), validate('query', After), async (c) => {
    const { threadId } = c.req.valid('param');
    const { messages, topics, ...rest } = await changesAfter(c.var.ctx, threadId, c.req.valid('query').after);
    return c.json({ ...rest, messages: messages.map(toTeamMessage), topics: topics.map(toTopic) });
  });
