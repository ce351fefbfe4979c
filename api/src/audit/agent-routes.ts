import { AuditWhat } from '@everthread/shared/models/audit';
import { AgentId } from '@everthread/shared/models/ids';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { AgentEnv } from '../http/api-env.ts';
import { validate } from '../http/validate.ts';
import { listAudit } from './list-audit.ts';

const AuditQuery = z.strictObject({
  agentId: z.optional(AgentId),
  what: z.optional(AuditWhat),
  since: z.optional(z.iso.datetime()),
  before: z.optional(z.pipe(z.string().check(z.regex(/^\d{1,15}$/)), z.transform(Number))),
});

export const agentAudit = new Hono<AgentEnv>().get('/', validate('query', AuditQuery), async (c) =>
  c.json(await listAudit(c.var.ctx, c.req.valid('query'))),
);
