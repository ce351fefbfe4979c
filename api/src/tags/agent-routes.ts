import { NewTag, TagChange } from '@everthread/shared/models/tag';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { OneTag } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { changeTag, removeTag } from './change-tag.ts';
import { createTag } from './create-tag.ts';

export const agentTags = new Hono<AgentEnv>()
  .post('/', validate('json', NewTag), async (c) => {
    return c.json({ tag: await createTag(c.var.ctx, c.req.valid('json')) }, 201);
  })
  .patch('/:tagId', validate('param', OneTag), validate('json', TagChange), async (c) => {
    return c.json({ tag: await changeTag(c.var.ctx, c.req.valid('param').tagId, c.req.valid('json')) });
  })
  .delete('/:tagId', validate('param', OneTag), async (c) => {
    await removeTag(c.var.ctx, c.req.valid('param').tagId);
    return c.json({});
  });
