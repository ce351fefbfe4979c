import { NewMailDomain } from '@everthread/shared/models/mail';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { Empty } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { addMailDomain, checkMailDomain, getMailSettings, removeMailDomain } from './mail-domain.ts';

export const agentMail = new Hono<AgentEnv>()
  .get('/', async (c) => c.json({ mail: await getMailSettings(c.var.ctx) }))
  .put('/domain', validate('json', NewMailDomain), async (c) =>
    c.json({ mail: await addMailDomain(c.var.ctx, c.req.valid('json')) }),
  )
  .post('/domain/check', validate('json', Empty), async (c) => c.json({ mail: await checkMailDomain(c.var.ctx) }))
  .delete('/domain', async (c) => c.json({ mail: await removeMailDomain(c.var.ctx) }));
