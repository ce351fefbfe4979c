import { MessageEdit, NewVisitorMessage } from '@everthread/shared/models/message';
import { Hono } from 'hono';
import type { VisitorEnv } from '../http/api-env.ts';
import { Before, InThread, OneMessage } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { toVisitorTopic } from '../topics/topic-view.ts';
import { deleteMessage, editMessage } from './change-message.ts';
import { earlierMessages } from './earlier-messages.ts';
import type { SentRows } from './message-rows.ts';
import { toMessage } from './message-view.ts';
import { sendMessage } from './send-message.ts';

export const visitorMessages = new Hono<VisitorEnv>()
  .post('/:threadId/messages', validate('param', InThread), validate('json', NewVisitorMessage), async (c) => {
    return c.json(toSent(await sendMessage(c.var.ctx, c.req.valid('param').threadId, c.req.valid('json'))), 201);
  })
  .patch('/:threadId/messages/:messageId', validate('param', OneMessage), validate('json', MessageEdit), async (c) => {
    const { threadId, messageId } = c.req.valid('param');
    return c.json(toSent(await editMessage(c.var.ctx, threadId, messageId, c.req.valid('json'))));
  })
  .delete('/:threadId/messages/:messageId', validate('param', OneMessage), async (c) => {
    const { threadId, messageId } = c.req.valid('param');
    return c.json(toSent(await deleteMessage(c.var.ctx, threadId, messageId)));
  })
  .get('/:threadId/messages', validate('param', InThread), validate('query', Before), async (c) => {
    const { threadId } = c.req.valid('param');
    const { messages, hasEarlier } = await earlierMessages(c.var.ctx, threadId, c.req.valid('query').before);
    return c.json({ messages: messages.map(toMessage), hasEarlier });
  });

const toSent = ({ message, topic }: SentRows) => ({ message: toMessage(message), topic: toVisitorTopic(topic) });
