import { WorkspaceId } from '@everthread/shared/models/ids';
import { Hono, type Context as HonoContext } from 'hono';
import * as z from 'zod/mini';
import type { ApiEnv } from '../http/api-env.ts';
import { clientIp } from '../http/client-ip.ts';
import { spend } from '../http/rate-limit.ts';
import { validate } from '../http/validate.ts';
import { firstCharacters } from '../messages/first-characters.ts';
import { pushKeysOf } from '../ways-back/push-keys.ts';
import { embedPolicy } from '../workspaces/embed-policy.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { dataBlock } from './data-block.ts';
import { withNonce } from './nonce.ts';

const OfWorkspace = z.object({ workspaceId: WorkspaceId });
const NOBODY = ["'none'"];

/** Our own windows for a workspace's visitors: where one asks to be told, and the messenger as a page of its own. */
export const wayBackPages = new Hono<ApiEnv>()
  .get('/notify/:workspaceId', validate('param', OfWorkspace), (c) =>
    ownPage(c, '/notify.html', c.req.valid('param').workspaceId),
  )
  .get('/talk/:workspaceId', validate('param', OfWorkspace), (c) =>
    ownPage(c, '/talk.html', c.req.valid('param').workspaceId),
  )
  .get('/notify/:workspaceId/worker.js', validate('param', OfWorkspace), async (c) => {
    const stored = await c.env.ASSETS.fetch(new URL('/visitor-worker.js', c.req.url));
    return c.body(await stored.text(), 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'no-cache', // the browser must be able to see a newer one at once
      'Service-Worker-Allowed': `/notify/${c.req.valid('param').workspaceId}`,
      'Content-Security-Policy': "default-src 'none'",
      'Cross-Origin-Resource-Policy': 'cross-origin', // a site's own worker may import it
    });
  })
  .get('/talk/:workspaceId/manifest.webmanifest', validate('param', OfWorkspace), async (c) => {
    const { workspaceId } = c.req.valid('param');
    const policy = await embedPolicy(c.var.surroundings, workspaceId);
    if (!policy) return c.notFound();
    // No `start_url`: an app begins at the address that the page has when it is added, in which a pass stands then.
    const manifest = {
      id: `/talk/${workspaceId}`,
      name: policy.team.name,
      short_name: firstCharacters(policy.team.name, 12),
      scope: `/talk/${workspaceId}`,
      display: 'standalone',
      background_color: '#ffffff',
    };
    return c.body(JSON.stringify(manifest), 200, {
      'Content-Type': 'application/manifest+json; charset=utf-8',
      'Cache-Control': 'no-cache',
    });
  });

async function ownPage(c: HonoContext<ApiEnv>, file: string, workspaceId: WorkspaceId): Promise<Response> {
  await spend(c.env.RETURNING_LIMIT, `w ${clientIp(c)}`, 60);
  const { surroundings } = c.var;
  const policy = await embedPolicy(surroundings, workspaceId);
  if (!policy) return c.notFound();
  const { publicKey } = await pushKeysOf({ ...surroundings, actor: { kind: 'system', workspaceId } });
  const stored = await c.env.ASSETS.fetch(new URL(file, c.req.url));
  const { html, nonce } = await withNonce(stored);
  const manifest = `<link rel="manifest" href="/talk/${workspaceId}/manifest.webmanifest">`;
  const head = dataBlock('workspace', { workspaceId, publicKey, team: policy.team.name }) + manifest;
  return c.html(
    html.replace('</head>', () => `${head}</head>`),
    200,
    {
      'Content-Security-Policy': `${contentSecurityPolicy(nonce, surroundings.config, NOBODY, 'visitor-worker')}; frame-src 'self'`,
      'Referrer-Policy': 'origin',
    },
  );
}
