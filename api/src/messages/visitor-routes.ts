import { NewVisitorMessage } from '@everthread/shared/models/message';
import { Hono } from 'hono';
import type { VisitorEnv } from '../http/api-env.ts';
import { Before, InThread } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { toVisitorTopic } from '../topics/topic-view.ts';
import { earlierMessages } from './earlier-messages.ts';
import { toMessage } from './message-view.ts';
import { sendMessage } from './send-message.ts';

export const visitorMessages = new Hono<VisitorEnv>()
  .post('/:threadId/messages', validate('param', InThread), validate('json', NewVisitorMessage), async (c) => {
    const { message, topic } = await sendMessage(c.var.ctx, c.req.valid('param').threadId, c.req.valid('json'));
    return c.json({ message: toMessage(message), topic: toVisitorTopic(topic) }, 201);
  })
  .get('/:threadId/messages', validate('param', InThread), validate('query', Before), async (c) => {
    const { threadId } = c.req.valid('param');
    const { messages, hasEarlier } = await earlierMessages(c.var.ctx, threadId, c.req.valid('query').before);
    return c.json({ messages: messages.map(toMessage), hasEarlier });
  });
