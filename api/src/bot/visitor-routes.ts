import { NewHelped } from '@everthread/shared/models/bot';
import { Hono } from 'hono';
import type { VisitorEnv } from '../http/api-env.ts';
import { Empty, InThread, OneMessage, OneQuote } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { toMessage } from '../messages/message-view.ts';
import { toVisitorTopic } from '../topics/topic-view.ts';
import { callPerson } from './call-person.ts';
import { readQuoted } from './read-quoted.ts';
import { sayHelped } from './say-helped.ts';

export const visitorBot = new Hono<VisitorEnv>()
  .post('/:threadId/person', validate('param', InThread), validate('json', Empty), async (c) => {
    await callPerson(c.var.ctx, c.req.valid('param').threadId);
    return c.json({});
  })
  .post(
    '/:threadId/messages/:messageId/helped',
    validate('param', OneMessage),
    validate('json', NewHelped),
    async (c) => {
      const { threadId, messageId } = c.req.valid('param');
      const { message, topic } = await sayHelped(c.var.ctx, threadId, messageId, c.req.valid('json').helped);
      return c.json({ message: toMessage(message), topic: toVisitorTopic(topic) });
    },
  )
  .get('/:threadId/messages/:messageId/quotes/:place', validate('param', OneQuote), async (c) => {
    const { threadId, messageId, place } = c.req.valid('param');
    return c.json({ quoted: await readQuoted(c.var.ctx, threadId, messageId, place) });
  });
