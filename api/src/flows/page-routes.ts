import { WorkspaceId } from '@everthread/shared/models/ids';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { ApiEnv } from '../http/api-env.ts';
import { clientIp } from '../http/client-ip.ts';
import { spend } from '../http/rate-limit.ts';
import { validate } from '../http/validate.ts';
import { proactiveMessages } from './proactive-messages.ts';

const Asked = z.object({ workspace: WorkspaceId });

/**
 * What speaks to who stays on a page: what is said, and what says it, in one answer that is the same for everybody. A
 * site's page imports it, so it may be read from anywhere; it knows no cookie and no visitor.
 */
export const proactivePages = new Hono<ApiEnv>().get('/p', validate('query', Asked), async (c) => {
  await spend(c.env.RETURNING_LIMIT, `p ${clientIp(c)}`, 60);
  const messages = await proactiveMessages(c.var.surroundings, c.req.valid('query').workspace);
  const stored = await c.env.ASSETS.fetch(new URL('/proactive.js', c.req.url));
  const code = messages.length > 0 ? await stored.text() : '';
  return c.body(
    code.replace('__MESSAGES__', () => JSON.stringify(messages)),
    200,
    {
      'Content-Type': 'text/javascript; charset=utf-8',
      // No older: it says what holds now, as words within office hours do.
      'Cache-Control': 'public, max-age=300',
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    },
  );
});
