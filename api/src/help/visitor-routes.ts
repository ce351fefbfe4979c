import { articleBlocks } from '@everthread/shared/client/article-blocks';
import { ArticleReading, ArticleSearch } from '@everthread/shared/models/found-article';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import { Hono, type Context as HonoContext } from 'hono';
import { AppError } from '../errors.ts';
import type { ApiEnv } from '../http/api-env.ts';
import { clientIp } from '../http/client-ip.ts';
import { OneArticle } from '../http/params.ts';
import { spend } from '../http/rate-limit.ts';
import { validate } from '../http/validate.ts';
import { readAccessToken } from '../visitors/access-token.ts';
import { helpContext } from './help-place.ts';
import { findForVisitor, imagesForReader, type Reader, readForVisitor } from './visitor-articles.ts';

/** What the messenger finds before anybody has written: open to all, and to who bears an access token what he may see. */
export const visitorArticles = new Hono<ApiEnv>()
  .get('/', validate('query', ArticleSearch), async (c) => {
    const { workspace, language, q } = c.req.valid('query');
    const found = await findForVisitor(await readerOf(c, workspace), q, language);
    return c.json({
      found: found.map(({ id, language: written, title, heading, excerpt }) => {
        return { id, language: written, title, heading, excerpt };
      }),
    });
  })
  .get('/:articleId', validate('param', OneArticle), validate('query', ArticleReading), async (c) => {
    const { workspace, language } = c.req.valid('query');
    const reader = await readerOf(c, workspace);
    const { body, ...article } = await readForVisitor(reader, c.req.valid('param').articleId, language);
    const imagesAt = await imagesForReader(reader);
    return c.json({ article: { ...article, imagesAt, blocks: articleBlocks(body) } });
  });

async function readerOf(c: HonoContext<ApiEnv>, workspaceId: WorkspaceId): Promise<Reader> {
  await spend(c.env.RETURNING_LIMIT, `help ${clientIp(c)}`, 60);
  const { surroundings } = c.var;
  const header = c.req.header('Authorization');
  if (header === undefined) return helpContext(surroundings, workspaceId);
  const token = /^Bearer ([\w.-]{1,1000})$/.exec(header)?.[1];
  const claims = token && (await readAccessToken(surroundings.config, surroundings.now(), token));
  if (!claims) throw new AppError('signed_out', 'This access has ended. Open the session again with the key');
  if (claims.workspaceId !== workspaceId) throw new AppError('not_found', 'No such article');
  return { ...surroundings, actor: { kind: 'visitor', ...claims } };
}
