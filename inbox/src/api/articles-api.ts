import type { ArticleImage } from '@everthread/shared/client/article-image';
import type {
  Article,
  ArticleChange,
  ArticlePage,
  ArticleVersion,
  ListedVersion,
  NewArticle,
  VariantChange,
} from '@everthread/shared/models/article';
import type { QuestionCluster } from '@everthread/shared/models/bot';
import type { Collection, CollectionChange, NewCollection } from '@everthread/shared/models/collection';
import type { ArticleId, BotQuestionId, CollectionId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Call } from './call.ts';

export type ArticleListing = {
  collection?: CollectionId | 'none';
  state?: 'published' | 'draft' | 'removed';
  search?: string;
  before?: string;
};

/** `imagesAt`: an image's name behind it is its address. */
export type ReadArticle = { article: Article; imagesAt: string };

/** What an agent may do with the knowledge base. */
export type ArticlesApi = {
  articles(listing: ArticleListing): Promise<ArticlePage>;
  article(id: ArticleId): Promise<ReadArticle>;
  create(article: NewArticle): Promise<Article>;
  importAll(articles: readonly NewArticle[]): Promise<void>;
  change(id: ArticleId, change: ArticleChange): Promise<Article>;
  remove(id: ArticleId): Promise<void>;
  save(id: ArticleId, language: string, change: VariantChange): Promise<Article>;
  publish(id: ArticleId, language: string, base: number): Promise<Article>;
  takeBack(id: ArticleId, language: string): Promise<Article>;
  versions(id: ArticleId, language: string): Promise<readonly ListedVersion[]>;
  version(id: ArticleId, language: string, version: number): Promise<ArticleVersion>;
  restore(id: ArticleId, language: string, version: number, base: number): Promise<Article>;
  collections(): Promise<readonly Collection[]>;
  createCollection(collection: NewCollection): Promise<Collection>;
  changeCollection(id: CollectionId, change: CollectionChange): Promise<Collection>;
  removeCollection(id: CollectionId): Promise<void>;
  keepImage(file: Blob): Promise<ArticleImage>;
  questions(): Promise<readonly QuestionCluster[]>;
  settle(ids: readonly BotQuestionId[], articleId?: ArticleId): Promise<void>;
};

type One = { article: Article };

export function createArticlesApi(call: Call, workspaceId: WorkspaceId): ArticlesApi {
  const root = `/api/workspaces/${workspaceId}`;
  const at = (id: ArticleId, language: string) => `${root}/articles/${id}/variants/${language}`;
  const article = async (asked: Promise<One>) => (await asked).article;
  const collection = async (asked: Promise<{ collection: Collection }>) => (await asked).collection;
  return {
    articles: (listing) => {
      const asked = Object.entries(listing).filter(([, value]) => value !== '');
      return call('GET', `${root}/articles?${new URLSearchParams(asked)}`);
    },
    article: (id) => call('GET', `${root}/articles/${id}`),
    create: (body) => article(call('POST', `${root}/articles`, body)),
    importAll: (articles) => call('POST', `${root}/articles/import`, { articles }),
    change: (id, change) => article(call('PATCH', `${root}/articles/${id}`, change)),
    remove: (id) => call('DELETE', `${root}/articles/${id}`),
    save: (id, language, change) => article(call('PATCH', at(id, language), change)),
    publish: (id, language, base) => article(call('POST', `${at(id, language)}/publication`, { base })),
    takeBack: (id, language) => article(call('DELETE', `${at(id, language)}/publication`)),
    versions: async (id, language) =>
      (await call<{ versions: ListedVersion[] }>('GET', `${at(id, language)}/versions`)).versions,
    version: async (id, language, version) =>
      (await call<{ version: ArticleVersion }>('GET', `${at(id, language)}/versions/${version}`)).version,
    restore: (id, language, version, base) =>
      article(call('POST', `${at(id, language)}/versions/${version}/restoration`, { base })),
    collections: async () => (await call<{ collections: Collection[] }>('GET', `${root}/collections`)).collections,
    createCollection: (body) => collection(call('POST', `${root}/collections`, body)),
    changeCollection: (id, change) => collection(call('PATCH', `${root}/collections/${id}`, change)),
    removeCollection: (id) => call('DELETE', `${root}/collections/${id}`),
    questions: async () => (await call<{ clusters: QuestionCluster[] }>('GET', `${root}/bot/questions`)).clusters,
    settle: (ids, articleId) =>
      call('POST', `${root}/bot/questions/settlement`, { ids, ...(articleId && { articleId }) }),
    keepImage: async (file) => (await call<{ image: ArticleImage }>('PUT', `${root}/article-images`, file)).image,
  };
}
