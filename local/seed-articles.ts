import { randomUUID } from 'node:crypto';
import { slugOf } from '@everthread/shared/client/slug';
import { demoArticles, demoCollections } from './demo-articles.ts';
import { insert } from './insert-rows.ts';
import type { Owner } from './owner.ts';

type Place = { workspaceId: string; agentId: string; at: Date };

/** Publishes the demo shop's articles, to be indexed as any that are published are. */
export async function seedArticles(owner: Owner, { workspaceId, agentId, at }: Place): Promise<void> {
  const workspace = { workspace_id: workspaceId };
  const ids = new Map(demoCollections.map(({ slug }) => [slug, randomUUID()]));
  await insert(
    owner,
    'collections',
    demoCollections.map(({ slug, names }, position) => ({
      ...workspace,
      id: ids.get(slug),
      slug,
      names,
      position,
      created_at: at,
    })),
  );
  for (const [position, { collection, texts }] of demoArticles.entries()) {
    const articleId = randomUUID();
    await insert(owner, 'articles', [
      {
        ...workspace,
        id: articleId,
        collection_id: ids.get(collection),
        audience: 'everyone',
        position,
        created_at: at,
        changed_at: at,
      },
    ]);
    const written = Object.entries(texts).map(([language, { title, body, wordings }]) => ({
      ...workspace,
      article_id: articleId,
      language,
      slug: slugOf(title),
      title,
      body,
      wordings,
    }));
    const published = { last_version: 1, published_version: 1, published_rev: 1, published_at: at };
    await insert(
      owner,
      'article_variants',
      written.map((row) => ({ ...row, rev: 1, changed_at: at, changed_by: agentId, ...published })),
    );
    await insert(
      owner,
      'article_versions',
      written.map((row) => ({ ...row, version: 1, published_at: at, published_by: agentId })),
    );
    await insert(owner, 'outbox', [
      { ...workspace, type: 'article.changed', payload: { articleId }, created_at: at, due_at: at },
    ]);
  }
}
