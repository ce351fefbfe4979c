import { MessageEdit, NewNote, NewReply } from '@everthread/shared/models/message';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { Before, InThread, OneMessage } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { LOOK_HEADERS, lookOf, readReceived, toReceivedMail } from '../mail/read-received.ts';
import { toTopicEvent } from '../topics/topic-event-view.ts';
import { toTopic } from '../topics/topic-view.ts';
import { deleteMessage, editMessage } from './change-message.ts';
import { earlierForTeam } from './earlier-messages.ts';
import type { SentRows } from './message-rows.ts';
import { listMessageVersions } from './message-versions.ts';
import { toTeamMessage } from './message-view.ts';
import { sendMessage, writeNote } from './send-message.ts';

export const agentMessages = new Hono<AgentEnv>()
  .post('/:threadId/messages', validate('param', InThread), validate('json', NewReply), async (c) => {
    return c.json(toTeamSent(await sendMessage(c.var.ctx, c.req.valid('param').threadId, c.req.valid('json'))), 201);
  })
  .post('/:threadId/notes', validate('param', InThread), validate('json', NewNote), async (c) => {
    return c.json(toTeamSent(await writeNote(c.var.ctx, c.req.valid('param').threadId, c.req.valid('json'))), 201);
  })
  .patch('/:threadId/messages/:messageId', validate('param', OneMessage), validate('json', MessageEdit), async (c) => {
    const { threadId, messageId } = c.req.valid('param');
    return c.json(toTeamSent(await editMessage(c.var.ctx, threadId, messageId, c.req.valid('json'))));
  })
  .delete('/:threadId/messages/:messageId', validate('param', OneMessage), async (c) => {
    const { threadId, messageId } = c.req.valid('param');
    return c.json(toTeamSent(await deleteMessage(c.var.ctx, threadId, messageId)));
  })
  .get('/:threadId/messages/:messageId/versions', validate('param', OneMessage), async (c) => {
    const { threadId, messageId } = c.req.valid('param');
    return c.json({ versions: await listMessageVersions(c.var.ctx, threadId, messageId) });
  })
  .get('/:threadId/messages/:messageId/mail', validate('param', OneMessage), async (c) => {
    const { threadId, messageId } = c.req.valid('param');
    return c.json({ mail: toReceivedMail(await readReceived(c.var.ctx, threadId, messageId)) });
  })
  .get('/:threadId/messages/:messageId/mail/look', validate('param', OneMessage), async (c) => {
    const { threadId, messageId } = c.req.valid('param');
    return c.html(lookOf(await readReceived(c.var.ctx, threadId, messageId)), 200, LOOK_HEADERS);
  })
  .get('/:threadId/messages', validate('param', InThread), validate('query', Before), async (c) => {
    const { threadId } = c.req.valid('param');
    const { messages, events, hasEarlier } = await earlierForTeam(c.var.ctx, threadId, c.req.valid('query').before);
    return c.json({ messages: messages.map(toTeamMessage), events: events.map(toTopicEvent), hasEarlier });
  });

const toTeamSent = ({ message, topic }: SentRows) => ({ message: toTeamMessage(message), topic: toTopic(topic) });
