import type { NewArticle } from '@everthread/shared/models/article';
import { ArticleId } from '@everthread/shared/models/ids';
import { importArticles } from '../src/articles/create-articles.ts';
import { indexArticles } from '../src/bot/index-articles.ts';
import type { Surroundings } from '../src/context.ts';
import { calibrateNow } from './calibrate-now.ts';
import { newAgent, newWorkspace } from './factories.ts';

type Written = Partial<NewArticle> & { title: string; body: string };

/** A workspace that knows these articles, published and looked through. */
export async function newKnowledge(surroundings: Surroundings, written: readonly Written[]) {
  const workspace = await newWorkspace(surroundings);
  const { ctx: owner } = await newAgent(workspace, 'owner');
  const known = written.map(
    (article): NewArticle => ({
      id: ArticleId.parse(surroundings.newId()),
      audience: 'everyone',
      language: 'en',
      wordings: [],
      ...article,
    }),
  );
  await importArticles(owner, known);
  const lookThrough = async (ids: readonly ArticleId[] = known.map(({ id }) => id)) => {
    for (const spoken of await indexArticles(workspace, ids)) await calibrateNow(workspace, spoken);
  };
  await lookThrough();
  /** By the beginning of its title. */
  const idOf = (title: string) => known.find((article) => article.title.startsWith(title))?.id ?? ArticleId.parse('');
  return { workspace, owner, known, idOf, lookThrough };
}
