import {
  ARTICLE_BODY_MAX_LENGTH,
  ARTICLE_TITLE_MAX_LENGTH,
  Language,
  type NewArticle,
} from '@everthread/shared/models/article';
import { ArticleId } from '@everthread/shared/models/ids';
import { and, eq, inArray } from 'drizzle-orm';
import * as z from 'zod/mini';
import { importArticles } from '../../api/src/articles/create-articles.ts';
import { tonguesOf } from '../../api/src/bot/tongue.ts';
import type { Context, Surroundings, SystemActor } from '../../api/src/context.ts';
import { inWorkspace } from '../../api/src/db/in-workspace.ts';
import { outbox } from '../../api/src/db/schema/outbox.ts';
import { drainDueEvents } from '../../api/src/outbox/drain-outbox.ts';
import { newAgent, newWorkspace } from '../../api/test/factories.ts';
import { recordingRooms } from '../../api/test/recording-rooms.ts';
import type { KnownArticle } from './read-sets.ts';

const AT_ONCE = 50;
const MOST_LETTERS = 300_000;
/** So often what follows from a change is tried again. */
const TRIES = 400;
const A_MINUTE_MS = 60_000;

/** Nobody's tokens are counted here. */
export const FREE = { take: async () => true, settle: async () => {} };

/** A workspace in which the articles of one tenant are published, and by what name the set knows each. */
export type KnowledgeBase = { ctx: Context<SystemActor>; nameOf: ReadonlyMap<ArticleId, string> };

/** Imports the articles as a team does, and waits until all that follows from it is done. `pass` moves the clock on. */
export async function newKnowledgeBase(
  surroundings: Surroundings,
  known: readonly KnownArticle[],
  pass: (ms: number) => void,
): Promise<KnowledgeBase> {
  const ctx = await newWorkspace(surroundings);
  const owner = await newAgent(ctx, 'owner');
  const { env } = recordingRooms();
  const nameOf = new Map<ArticleId, string>();
  let waiting: NewArticle[] = [];
  let letters = 0;
  const importWaiting = async () => {
    await importArticles(owner.ctx, waiting);
    await drainDueEvents({ ...ctx, env });
    [waiting, letters] = [[], 0];
  };
  for (const each of known) {
    const id = ArticleId.parse(surroundings.newId());
    nameOf.set(id, each.id);
    const article = toArticle(id, each);
    if (waiting.length >= AT_ONCE || letters + article.body.length > MOST_LETTERS) await importWaiting();
    waiting.push(article);
    letters += article.body.length;
  }
  await importWaiting();
  // What the articles know is measured a moment after the last of them has changed.
  for (let tries = 0; tries < TRIES; tries += 1) {
    pass(A_MINUTE_MS);
    await drainDueEvents({ ...ctx, env });
    if ((await countWaiting(ctx)) === 0) return { ctx, nameOf };
  }
  throw new Error('Not all articles could be looked through: the log above says why');
}

async function countWaiting({ db, actor, ...rest }: Context<SystemActor>): Promise<number> {
  const ofArticles = and(
    eq(outbox.workspaceId, actor.workspaceId),
    inArray(outbox.type, ['article.changed', 'articles.indexed', 'articles.unembedded']),
  );
  const [rows] = await inWorkspace({ db, actor, ...rest }, [
    db.select({ id: outbox.id }).from(outbox).where(ofArticles),
  ]);
  return rows.length;
}

function toArticle(id: ArticleId, { title, body, lang }: KnownArticle): NewArticle {
  const name = clean(title ?? '').trim();
  const text = clean(body ?? '');
  const isLong = name.length > ARTICLE_TITLE_MAX_LENGTH;
  return {
    id,
    audience: 'everyone',
    language: languageOf(lang, `${name}\n${text}`),
    title: isLong ? '' : name,
    body: (isLong ? `${name}\n\n${text}` : text).slice(0, ARTICLE_BODY_MAX_LENGTH),
    wordings: [],
  };
}

/** What no article can have: NUL, and halves of characters. */
const clean = (text: string) => text.replaceAll('\u0000', '').toWellFormed();

/** As the set says, or else as the text looks. */
function languageOf(lang: string | null | undefined, text: string): Language {
  const said = z.safeParse(Language, lang?.replace('_', '-'));
  if (said.success) return said.data;
  const tongues = tonguesOf(text.slice(0, 2_000));
  return ('only' in tongues && tongues.only[0]) || 'en';
}
