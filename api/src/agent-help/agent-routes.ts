import { HelpAsked } from '@everthread/shared/models/agent-help';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { InThread, TopicInThread } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { offerHelp } from './offer-help.ts';
import { streamLines } from './stream-lines.ts';
import { prepareHelp } from './write-help.ts';

export const agentHelp = new Hono<AgentEnv>()
  .get('/:threadId/topics/:topicId/help', validate('param', TopicInThread), async (c) => {
    const { threadId, topicId } = c.req.valid('param');
    return c.json({ help: await offerHelp(c.var.ctx, threadId, topicId, c.env.PUBLIC_NETWORK) });
  })
  .post('/:threadId/help', validate('param', InThread), validate('json', HelpAsked), async (c) => {
    const { threadId } = c.req.valid('param');
    const write = await prepareHelp(c.var.ctx, threadId, c.req.valid('json'), c.env.PUBLIC_NETWORK);
    return c.body(streamLines(write), 200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
  });
