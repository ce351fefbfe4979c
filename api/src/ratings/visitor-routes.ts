import { NewRating } from '@everthread/shared/models/rating';
import { Hono } from 'hono';
import type { VisitorEnv } from '../http/api-env.ts';
import { TopicInThread } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { toVisitorTopic } from '../topics/topic-view.ts';
import { rateTopic } from './rate-topic.ts';

export const visitorRatings = new Hono<VisitorEnv>().post(
  '/:threadId/topics/:topicId/rating',
  validate('param', TopicInThread),
  validate('json', NewRating),
  async (c) => {
    const { threadId, topicId } = c.req.valid('param');
    const topic = await rateTopic(c.var.ctx, threadId, topicId, c.req.valid('json'));
    return c.json({ topic: toVisitorTopic(topic) });
  },
);
