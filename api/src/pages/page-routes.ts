import { WorkspaceId } from '@everthread/shared/models/ids';
import { Hono, type Context as HonoContext } from 'hono';
import * as z from 'zod/mini';
import { proactivePages } from '../flows/page-routes.ts';
import { firstInEach } from '../help/visitor-articles.ts';
import { wantedLanguages } from '../help/wanted-languages.ts';
import { outlookFor } from '../hours/outlook.ts';
import type { ApiEnv } from '../http/api-env.ts';
import { clientIp } from '../http/client-ip.ts';
import { spend } from '../http/rate-limit.ts';
import { describeError, log } from '../log.ts';
import { embedPolicy } from '../workspaces/embed-policy.ts';
import { noteOrigin } from '../workspaces/note-origin.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { dataBlock } from './data-block.ts';
import { inboxManifest, inboxWorker } from './inbox-worker.ts';
import { withNonce } from './nonce.ts';
import { wayBackPages } from './way-back-pages.ts';

// `again`: by somebody who has written before. A hint, on which nothing depends but how soon all is there.
const Embedding = z.object({ workspace: WorkspaceId, again: z.optional(z.string()) });

export const pages = new Hono<ApiEnv>()
  .get('/', (c) => c.redirect('/inbox'))
  .get('/m', async (c) => {
    await spend(c.env.RETURNING_LIMIT, `m ${clientIp(c)}`, 60);
    const query = z.safeParse(Embedding, c.req.query());
    const policy = query.success ? await embedPolicy(c.var.surroundings, query.data.workspace) : null;
    if (!query.success || !policy) {
      // In a frame, so that whoever put the tag there sees why it does not work.
      return page(c, '/unknown.html', ['*'], { status: 404 });
    }
    const origin = embeddingOrigin(c);
    if (origin && origin !== c.var.surroundings.config.publicUrl)
      c.executionCtx.waitUntil(noteQuietly(c, query.data.workspace, origin));
    const { allowedOrigins, team, help } = policy;
    const first = firstInEach(help, wantedLanguages(c.req.header('Accept-Language')));
    const file = query.data.again ? '/m-again.html' : '/m.html';
    return page(
      c,
      file,
      // Our own pages ask people in as well: the help centre.
      allowedOrigins.length > 0 ? ["'self'", ...allowedOrigins] : ['*'],
      {
        head:
          dataBlock('team', team) +
          (help.length > 0 ? dataBlock('help', first) : '') +
          dataBlock('outlook', await outlookFor(c.var.surroundings, query.data.workspace, null)),
      },
    );
  })
  .get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /inbox\nDisallow: /api/\nDisallow: /m?\n'))
  .route('/', wayBackPages)
  .route('/', proactivePages)
  .get('/inbox', inboxPage)
  .get('/inbox/worker.js', inboxWorker)
  .get('/inbox/manifest.webmanifest', inboxManifest)
  .get('/inbox/*', inboxPage);

function inboxPage(c: HonoContext<ApiEnv>): Promise<Response> {
  return page(c, '/inbox.html', ["'none'"], { trustedTypes: 'inbox-worker' });
}

async function page(
  c: HonoContext<ApiEnv>,
  file: string,
  frameAncestors: readonly string[],
  { head = '', trustedTypes, status = 200 }: { head?: string; trustedTypes?: string; status?: 200 | 404 },
): Promise<Response> {
  const stored = await c.env.ASSETS.fetch(new URL(file, c.req.url));
  const { html, nonce } = await withNonce(stored);
  const policy = contentSecurityPolicy(nonce, c.var.surroundings.config, frameAncestors, trustedTypes);
  return c.html(
    html.replace('</head>', () => `${head}</head>`),
    status,
    { 'Content-Security-Policy': policy },
  );
}

/** Where the messenger is being embedded: browsers say it with the request for a frame, and pages cannot forge it. */
function embeddingOrigin(c: HonoContext<ApiEnv>): string | undefined {
  const referrer = c.req.header('Referer');
  // Browsers leave the header out on plain http.
  const isFrame = (c.req.header('Sec-Fetch-Dest') ?? 'iframe') === 'iframe';
  if (!isFrame || !referrer || !URL.canParse(referrer)) return undefined;
  const { origin, protocol } = new URL(referrer);
  return /^https?:$/.test(protocol) ? origin : undefined;
}

/** Only for the developer to see that his tag works; a page must not wait or fail for it. */
async function noteQuietly(c: HonoContext<ApiEnv>, workspaceId: WorkspaceId, origin: string): Promise<void> {
  try {
    await noteOrigin(c.var.surroundings, workspaceId, origin);
  } catch (error) {
    log('origin.not_noted', { workspaceId, ...describeError(error) });
  }
}
