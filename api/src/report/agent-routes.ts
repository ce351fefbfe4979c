import { ReportQuery } from '@everthread/shared/models/report';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { validate } from '../http/validate.ts';
import { getReport } from './get-report.ts';

export const agentReport = new Hono<AgentEnv>().get('/', validate('query', ReportQuery), async (c) =>
  c.json({ report: await getReport(c.var.ctx, Number(c.req.valid('query').days)) }),
);
