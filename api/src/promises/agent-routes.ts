import { NewWord } from '@everthread/shared/models/promise';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { InTopic } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { toTopic } from '../topics/topic-view.ts';
import { giveWord } from './give-word.ts';

export const agentPromises = new Hono<AgentEnv>().post(
  '/',
  validate('param', InTopic),
  validate('json', NewWord),
  async (c) => {
    const topic = await giveWord(c.var.ctx, c.req.valid('param').topicId, c.req.valid('json'));
    return c.json({ topic: toTopic(topic) }, 201);
  },
);
