import { TopicRead } from '@everthread/shared/models/topic';
import { ChangeUndo, MessagesMove, TopicChange } from '@everthread/shared/models/topic-change';
import { ChangeUndos, TopicChanges } from '@everthread/shared/models/topic-changes';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { InTopic, TopicListing } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { type ChangedTopic, changeTopic } from './change-topic.ts';
import { changeTopics, undoChanges } from './change-topics.ts';
import { listTopics } from './list-topics.ts';
import { markTopicRead } from './mark-topic-read.ts';
import { type MovedMessages, moveMessages } from './move-messages.ts';
import { toTopicEvent } from './topic-event-view.ts';
import { toTopic } from './topic-view.ts';
import { undoChange } from './undo-change.ts';
import { undoMove } from './undo-move.ts';

export const agentTopics = new Hono<AgentEnv>()
  .get('/', validate('query', TopicListing), async (c) => {
    const { status, filters, sort = 'newest', before } = c.req.valid('query');
    const wanted = { ...filters, ...(status && { status: [status] }) };
    return c.json(await listTopics(c.var.ctx, { filters: wanted, sort, before }));
  })
  .post('/changes', validate('json', TopicChanges), async (c) => {
    return c.json({ results: await changeTopics(c.var.ctx, c.req.valid('json')) });
  })
  .post('/undos', validate('json', ChangeUndos), async (c) => {
    return c.json({ results: await undoChanges(c.var.ctx, c.req.valid('json')) });
  })
  .patch('/:topicId', validate('param', InTopic), validate('json', TopicChange), async (c) => {
    return c.json(toChanged(await changeTopic(c.var.ctx, c.req.valid('param').topicId, c.req.valid('json'))));
  })
  .post('/:topicId/undo', validate('param', InTopic), validate('json', ChangeUndo), async (c) => {
    return c.json(toChanged(await undoChange(c.var.ctx, c.req.valid('param').topicId, c.req.valid('json').changeId)));
  })
  .post('/:topicId/messages', validate('param', InTopic), validate('json', MessagesMove), async (c) => {
    return c.json(toMoved(await moveMessages(c.var.ctx, c.req.valid('param').topicId, c.req.valid('json'))));
  })
  .post('/:topicId/messages/undo', validate('param', InTopic), validate('json', ChangeUndo), async (c) => {
    return c.json(toMoved(await undoMove(c.var.ctx, c.req.valid('param').topicId, c.req.valid('json').changeId)));
  })
  .post('/:topicId/read', validate('param', InTopic), validate('json', TopicRead), async (c) => {
    await markTopicRead(c.var.ctx, c.req.valid('param').topicId, c.req.valid('json'));
    return c.json({});
  });

const toChanged = ({ topic, event }: ChangedTopic) => ({
  topic: toTopic(topic),
  event: event ? toTopicEvent(event) : null,
});

const toMoved = ({ topics, event }: MovedMessages) => ({ topics: topics.map(toTopic), event: toTopicEvent(event) });
