import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { After, InThread } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { toTeamMessage } from '../messages/message-view.ts';
import { toScheduled } from '../scheduled/scheduled-view.ts';
import { toTopicEvent } from '../topics/topic-event-view.ts';
import { toTopic } from '../topics/topic-view.ts';
import { teamChangesAfter } from './changes-after.ts';
import { getThread } from './get-thread.ts';

export const agentThreads = new Hono<AgentEnv>()
  .get('/:threadId', validate('param', InThread), async (c) => {
    return c.json({ thread: await getThread(c.var.ctx, c.req.valid('param').threadId) });
  })
  .get('/:threadId/changes', validate('param', InThread), validate('query', After), async (c) => {
    const { threadId } = c.req.valid('param');
    const { after } = c.req.valid('query');
    const { messages, topics, events, scheduled, ...rest } = await teamChangesAfter(c.var.ctx, threadId, after);
    return c.json({
      ...rest,
      messages: messages.map(toTeamMessage),
      topics: topics.map(toTopic),
      events: events.map(toTopicEvent),
      scheduled: scheduled.map((reply) => toScheduled(reply, reply.isOwn)),
    });
  });
