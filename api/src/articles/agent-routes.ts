import {
  ArticleChange,
  ArticleImport,
  NewArticle,
  Publication,
  VariantChange,
} from '@everthread/shared/models/article';
import { CollectionChange, NewCollection } from '@everthread/shared/models/collection';
import { Hono } from 'hono';
import { readUpload } from '../attachments/read-upload.ts';
import type { AgentEnv } from '../http/api-env.ts';
import { ArticleListing, OneArticle, OneCollection, OneVariant, OneVersion } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { keepArticleImage } from './article-images.ts';
import { changeArticle, removeArticle } from './change-article.ts';
import { changeCollection, createCollection, listCollections, removeCollection } from './collections.ts';
import { createArticle, importArticles } from './create-articles.ts';
import { listArticles } from './list-articles.ts';
import { publishVariant, unpublishVariant } from './publish-variant.ts';
import { readArticle } from './read-article.ts';
import { saveVariant } from './save-variant.ts';
import { listVersions, readVersion, restoreVersion } from './versions.ts';

const VARIANT = '/:articleId/variants/:language';

export const agentArticles = new Hono<AgentEnv>()
  .get('/', validate('query', ArticleListing), async (c) => {
    return c.json(await listArticles(c.var.ctx, c.req.valid('query')));
  })
  .post('/', validate('json', NewArticle), async (c) => {
    return c.json({ article: await createArticle(c.var.ctx, c.req.valid('json')) }, 201);
  })
  .post('/import', validate('json', ArticleImport), async (c) => {
    await importArticles(c.var.ctx, c.req.valid('json').articles);
    return c.json({}, 201);
  })
  .get('/:articleId', validate('param', OneArticle), async (c) => {
    return c.json(await readArticle(c.var.ctx, c.req.valid('param').articleId));
  })
  .patch('/:articleId', validate('param', OneArticle), validate('json', ArticleChange), async (c) => {
    return c.json({ article: await changeArticle(c.var.ctx, c.req.valid('param').articleId, c.req.valid('json')) });
  })
  .delete('/:articleId', validate('param', OneArticle), async (c) => {
    await removeArticle(c.var.ctx, c.req.valid('param').articleId);
    return c.json({});
  })
  .patch(VARIANT, validate('param', OneVariant), validate('json', VariantChange), async (c) => {
    const { articleId, language } = c.req.valid('param');
    return c.json({ article: await saveVariant(c.var.ctx, articleId, language, c.req.valid('json')) });
  })
  .post(`${VARIANT}/publication`, validate('param', OneVariant), validate('json', Publication), async (c) => {
    const { articleId, language } = c.req.valid('param');
    return c.json({ article: await publishVariant(c.var.ctx, articleId, language, c.req.valid('json')) });
  })
  .delete(`${VARIANT}/publication`, validate('param', OneVariant), async (c) => {
    const { articleId, language } = c.req.valid('param');
    return c.json({ article: await unpublishVariant(c.var.ctx, articleId, language) });
  })
  .get(`${VARIANT}/versions`, validate('param', OneVariant), async (c) => {
    const { articleId, language } = c.req.valid('param');
    return c.json({ versions: await listVersions(c.var.ctx, articleId, language) });
  })
  .get(`${VARIANT}/versions/:version`, validate('param', OneVersion), async (c) => {
    const { articleId, language, version } = c.req.valid('param');
    return c.json({ version: await readVersion(c.var.ctx, articleId, language, version) });
  })
  .post(
    `${VARIANT}/versions/:version/restoration`,
    validate('param', OneVersion),
    validate('json', Publication),
    async (c) => {
      const { articleId, language, version } = c.req.valid('param');
      return c.json({
        article: await restoreVersion(c.var.ctx, articleId, language, version, c.req.valid('json')),
      });
    },
  );

/** Bytes as they are. */
export const agentArticleImages = new Hono<AgentEnv>().put('/', async (c) => {
  const { size, body } = readUpload(c);
  return c.json({ image: await keepArticleImage(c.var.ctx, c.env.FILES, size, body) }, 201);
});

export const agentCollections = new Hono<AgentEnv>()
  .get('/', async (c) => c.json({ collections: await listCollections(c.var.ctx) }))
  .post('/', validate('json', NewCollection), async (c) => {
    return c.json({ collection: await createCollection(c.var.ctx, c.req.valid('json')) }, 201);
  })
  .patch('/:collectionId', validate('param', OneCollection), validate('json', CollectionChange), async (c) => {
    const { collectionId } = c.req.valid('param');
    return c.json({ collection: await changeCollection(c.var.ctx, collectionId, c.req.valid('json')) });
  })
  .delete('/:collectionId', validate('param', OneCollection), async (c) => {
    await removeCollection(c.var.ctx, c.req.valid('param').collectionId);
    return c.json({});
  });
