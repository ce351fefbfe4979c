import { VisitorChange } from '@everthread/shared/models/visitor-details';
import { NewMerge } from '@everthread/shared/models/visitor-merge';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { Empty, MergeWith, OneMerge, OneVisitor } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { mergeVisitors } from '../merges/merge-visitors.ts';
import { previewMerge } from '../merges/preview-merge.ts';
import { undoMerge } from '../merges/undo-merge.ts';
import { changeVisitor } from './change-visitor.ts';
import { getVisitor } from './get-visitor.ts';

export const agentVisitors = new Hono<AgentEnv>()
  .get('/:visitorId', validate('param', OneVisitor), async (c) => {
    return c.json({ details: await getVisitor(c.var.ctx, c.req.valid('param').visitorId) });
  })
  .patch('/:visitorId', validate('param', OneVisitor), validate('json', VisitorChange), async (c) => {
    return c.json(await changeVisitor(c.var.ctx, c.req.valid('param').visitorId, c.req.valid('json')));
  })
  .get('/:visitorId/merge-preview', validate('param', OneVisitor), validate('query', MergeWith), async (c) => {
    const { visitorId } = c.req.valid('param');
    return c.json({ preview: await previewMerge(c.var.ctx, visitorId, c.req.valid('query').with) });
  })
  .post('/:visitorId/merges', validate('param', OneVisitor), validate('json', NewMerge), async (c) => {
    return c.json(await mergeVisitors(c.var.ctx, c.req.valid('param').visitorId, c.req.valid('json')), 201);
  })
  .post('/:visitorId/merges/:mergeId/undo', validate('param', OneMerge), validate('json', Empty), async (c) => {
    const { visitorId, mergeId } = c.req.valid('param');
    return c.json(await undoMerge(c.var.ctx, visitorId, mergeId));
  });
