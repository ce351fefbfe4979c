import { NewSavedReply, SavedReplyChange } from '@everthread/shared/models/saved-reply';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { Empty, OneSavedReply } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { changeSavedReply, createSavedReply } from './save-reply.ts';
import { countUse, listSavedReplies } from './saved-replies.ts';

export const agentSavedReplies = new Hono<AgentEnv>()
  .get('/', async (c) => c.json({ savedReplies: await listSavedReplies(c.var.ctx) }))
  .post('/', validate('json', NewSavedReply), async (c) => {
    return c.json({ savedReply: await createSavedReply(c.var.ctx, c.req.valid('json')) }, 201);
  })
  .patch('/:savedReplyId', validate('param', OneSavedReply), validate('json', SavedReplyChange), async (c) => {
    const { savedReplyId } = c.req.valid('param');
    return c.json({ savedReply: await changeSavedReply(c.var.ctx, savedReplyId, c.req.valid('json')) });
  })
  .post('/:savedReplyId/uses', validate('param', OneSavedReply), validate('json', Empty), async (c) => {
    return c.json({ savedReply: await countUse(c.var.ctx, c.req.valid('param').savedReplyId) });
  });
