import { NewWorkspace, WorkspaceChange } from '@everthread/shared/models/workspace';
import { Hono } from 'hono';
import { requireSessionToken } from '../accounts/session-token.ts';
import { readUpload } from '../attachments/read-upload.ts';
import type { AgentEnv, ApiEnv } from '../http/api-env.ts';
import { clientIp } from '../http/client-ip.ts';
import { validate } from '../http/validate.ts';
import { removeLogo, setLogo } from './change-logo.ts';
import { changeWorkspace } from './change-workspace.ts';
import { createWorkspace } from './create-workspace.ts';
import { getWorkspace } from './get-workspace.ts';

/** Outside any workspace: for whoever is signed in. */
export const workspaceRoutes = new Hono<ApiEnv>().post('/', validate('json', NewWorkspace), async (c) => {
  const { surroundings } = c.var;
  const sessionToken = await requireSessionToken(c.req.raw.headers, surroundings.config);
  const workspace = await createWorkspace(surroundings, sessionToken, c.req.valid('json'), clientIp(c));
  return c.json({ workspace }, 201);
});

/** Inside the workspace of the URL. */
export const agentWorkspace = new Hono<AgentEnv>()
  .get('/', async (c) => c.json({ workspace: await getWorkspace(c.var.ctx) }))
  .patch('/', validate('json', WorkspaceChange), async (c) =>
    c.json({ workspace: await changeWorkspace(c.var.ctx, c.req.valid('json')) }),
  )
  .put('/logo', async (c) => {
    const { size, body } = readUpload(c);
    return c.json({ logo: await setLogo(c.var.ctx, c.env.FILES, size, body) });
  })
  .delete('/logo', async (c) => {
    await removeLogo(c.var.ctx, c.env.FILES);
    return c.json({});
  });
