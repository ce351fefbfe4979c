import { DraftChange, WritingChange } from '@everthread/shared/models/draft';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { OneDraft } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { toDraft } from './draft-view.ts';
import { changeOwnWriting, ownWriting } from './own-writing.ts';
import { saveDraft } from './save-draft.ts';

export const agentDrafts = new Hono<AgentEnv>().patch(
  '/:threadId/drafts/:kind',
  validate('param', OneDraft),
  validate('json', DraftChange),
  async (c) => {
    const { threadId, kind } = c.req.valid('param');
    return c.json({ draft: toDraft(await saveDraft(c.var.ctx, threadId, kind, c.req.valid('json'))) });
  },
);

export const agentWriting = new Hono<AgentEnv>()
  .get('/', async (c) => c.json({ writing: await ownWriting(c.var.ctx) }))
  .patch('/', validate('json', WritingChange), async (c) => {
    await changeOwnWriting(c.var.ctx, c.req.valid('json'));
    return c.json({});
  });
