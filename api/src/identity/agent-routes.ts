import { SecretWanted } from '@everthread/shared/models/identity';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { AgentEnv } from '../http/api-env.ts';
import { validate } from '../http/validate.ts';
import { createIdentitySecret, listIdentitySecrets, revokeIdentitySecret } from './secrets.ts';

const InSecret = z.object({ secretId: z.string().check(z.regex(/^[\w-]{1,64}$/, { error: 'names no secret' })) });

export const agentIdentitySecrets = new Hono<AgentEnv>()
  .get('/', async (c) => c.json({ secrets: await listIdentitySecrets(c.var.ctx) }))
  .post('/', validate('json', SecretWanted), async (c) =>
    c.json(await createIdentitySecret(c.var.ctx, c.req.valid('json')), 201),
  )
  .delete('/:secretId', validate('param', InSecret), async (c) => {
    await revokeIdentitySecret(c.var.ctx, c.req.valid('param').secretId);
    return c.json({});
  });
