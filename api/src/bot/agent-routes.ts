import { QuestionsSettled, Verdict } from '@everthread/shared/models/bot';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { Empty, OneAnswer } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { answersToAudit, botFigures, judgeAnswer } from './audit-answers.ts';
import { listQuestions, settleQuestions } from './questions.ts';
import { listRecalled, settleRecall } from './recall-answers.ts';

export const agentBot = new Hono<AgentEnv>()
  .get('/questions', async (c) => c.json({ clusters: await listQuestions(c.var.ctx) }))
  .post('/questions/settlement', validate('json', QuestionsSettled), async (c) => {
    await settleQuestions(c.var.ctx, c.req.valid('json'));
    return c.json({});
  })
  .get('/figures', async (c) => c.json({ figures: await botFigures(c.var.ctx) }))
  .get('/answers/sample', async (c) => c.json({ answers: await answersToAudit(c.var.ctx) }))
  .post('/answers/:messageId/verdict', validate('param', OneAnswer), validate('json', Verdict), async (c) => {
    await judgeAnswer(c.var.ctx, c.req.valid('param').messageId, c.req.valid('json'));
    return c.json({});
  })
  .get('/answers/recalled', async (c) => c.json({ answers: await listRecalled(c.var.ctx) }))
  .post('/answers/:messageId/recall', validate('param', OneAnswer), validate('json', Empty), async (c) => {
    await settleRecall(c.var.ctx, c.req.valid('param').messageId);
    return c.json({});
  });
