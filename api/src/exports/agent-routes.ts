import { EXPORT_ROWS_HEADER } from '@everthread/shared/export-header';
import { Export } from '@everthread/shared/models/export';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { validate } from '../http/validate.ts';
import { exportWorkspace } from './export-workspace.ts';

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json' };

export const agentExports = new Hono<AgentEnv>().get('/', validate('query', Export), async (c) => {
  const wanted = c.req.valid('query');
  const { rows, body } = await exportWorkspace(c.var.ctx, wanted);
  const day = c.var.ctx.now().toISOString().slice(0, 10);
  return c.body(body, 200, {
    'content-type': TYPES[wanted.format],
    'content-disposition': `attachment; filename="everthread-${wanted.what}-${day}.${wanted.format}"`,
    [EXPORT_ROWS_HEADER]: String(rows),
  });
});
