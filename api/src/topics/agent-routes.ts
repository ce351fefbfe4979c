import { TopicRead, TopicStatusChange } from '@everthread/shared/models/topic';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { InTopic, TopicListing } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { listTopics } from './list-topics.ts';
import { markTopicRead } from './mark-topic-read.ts';
import { setTopicStatus } from './set-topic-status.ts';
import { toTopic } from './topic-view.ts';

export const agentTopics = new Hono<AgentEnv>()
  .get('/', validate('query', TopicListing), async (c) => {
    const { status, before } = c.req.valid('query');
    return c.json(await listTopics(c.var.ctx, status, before));
  })
  .post('/:topicId/status', validate('param', InTopic), validate('json', TopicStatusChange), async (c) => {
    const topic = await setTopicStatus(c.var.ctx, c.req.valid('param').topicId, c.req.valid('json'));
    return c.json({ topic: toTopic(topic) });
  })
  .post('/:topicId/read', validate('param', InTopic), validate('json', TopicRead), async (c) => {
    await markTopicRead(c.var.ctx, c.req.valid('param').topicId, c.req.valid('json'));
    return c.json({});
  });
