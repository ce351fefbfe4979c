import type { VariantChange } from '@everthread/shared/models/article';
import type { BotQuestion, QuestionCluster } from '@everthread/shared/models/bot';
import type { ArticleId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import { createModel, signal } from '@preact/signals';
import { isPassing } from '../api/api-error.ts';
import type { ArticlesApi } from '../api/articles-api.ts';
import type { TeamApi } from '../api/team-api.ts';
import { answerTo } from './answer-to.ts';

export type GapsState = { name: 'loading' | 'failed' } | { name: 'ready'; clusters: readonly QuestionCluster[] };

type Api = Pick<ArticlesApi, 'questions' | 'settle' | 'create' | 'article' | 'save'> &
  Pick<TeamApi, 'thread' | 'history'>;

const MOST_LOOKED_AT = 5; // of a cluster's threads, for an answer
const MOST_PAGES = 4; // of a thread, back to the question
const LONGEST = { title: 300, wording: 500 };

/** What visitors asked and the bot could not answer, and what the team makes of it. */
export const GapsModel = createModel((api: Api, newId: () => string) => {
  const state = signal<GapsState>({ name: 'loading' });

  async function load(): Promise<void> {
    state.value = { name: 'loading' };
    try {
      state.value = { name: 'ready', clusters: await api.questions() };
    } catch {
      state.value = { name: 'failed' };
    }
  }

  async function settle(cluster: QuestionCluster, articleId?: ArticleId): Promise<void> {
    await api.settle(
      cluster.questions.map(({ id }) => id),
      articleId,
    );
    const now = state.peek();
    if (now.name === 'ready') state.value = { ...now, clusters: now.clusters.filter((each) => each !== cluster) };
  }

  /** What an agent answered to one of these questions, the latest first; nothing where nobody has. */
  async function answerOf({ questions }: QuestionCluster): Promise<string> {
    for (const question of questions.slice(0, MOST_LOOKED_AT)) {
      const answer = answerTo(await messagesSince(question), question.messageId);
      if (answer) return answer;
    }
    return '';
  }

  async function messagesSince({ threadId, messageId }: BotQuestion): Promise<readonly TeamMessage[]> {
    try {
      let { messages, hasEarlier } = await api.thread(threadId);
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const first = messages[0];
        if (!first || !hasEarlier || messages.some(({ id }) => id === messageId)) break;
        const earlier = await api.history(threadId, first.seq);
        messages = [...earlier.messages, ...messages];
        hasEarlier = earlier.hasEarlier;
      }
      return messages;
    } catch (error) {
      if (isPassing(error)) throw error;
      return []; // the thread is gone: there may be others
    }
  }

  return {
    state,
    load,
    settle,
    /** A draft of an article from what was asked and what an agent answered. Its id. */
    async write(cluster: QuestionCluster, fallback: string): Promise<ArticleId> {
      const [title = '', ...wordings] = wordingsOf(cluster);
      const id = newId() as ArticleId;
      const body = await answerOf(cluster);
      const words = { title: title.slice(0, LONGEST.title).toWellFormed(), body, wordings };
      await api.create({ id, audience: 'everyone', language: cluster.language ?? fallback, ...words });
      await settle(cluster, id);
      return id;
    },
    /** An article that was near gets these words, by which it is found from its next publication on. */
    async add(cluster: QuestionCluster, { articleId, language }: QuestionCluster['best'][number]): Promise<void> {
      const { article } = await api.article(articleId);
      const variant = article.variants.find((each) => each.language === language);
      if (!variant) return;
      const { title, body, rev: base } = variant;
      const wordings = [...new Set([...variant.wordings, ...wordingsOf(cluster)])].slice(0, 200);
      const change: VariantChange = { base, title, body, wordings };
      await api.save(articleId, language, change);
      await settle(cluster, articleId);
    },
  };
});
export type GapsModel = InstanceType<typeof GapsModel>;

/** How it was asked, each way once. */
const wordingsOf = ({ questions }: QuestionCluster): string[] =>
  [
    ...new Set(questions.map(({ text }) => text.replace(/\s+/g, ' ').trim().slice(0, LONGEST.wording).toWellFormed())),
  ].filter(Boolean);
