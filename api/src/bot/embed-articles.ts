import { sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleNorms, articleVectors, spareVectors, WORDS_ALONE } from '../db/schema/article-index.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { recordAll } from '../outbox/record-event.ts';
import { countDocs, modelsOf, selectModels } from '../workspace-model/read-model.ts';
import { type Embedding, EmbeddingError, type EmbeddingModel, textsAtOnce } from './ask-embeddings.ts';
import { tokensOf } from './ask-model.ts';
import { type Bare, keepVectors, readBare, reuseVectors, textOf } from './bare-passages.ts';
import { dayOf, takeForArticles } from './spend-tokens.ts';
import { languagesOf, wantCalibration } from './want-calibration.ts';

/** So long for the passages that are asked for at once; what else follows in the workspace comes between. */
const PATIENCE_MS = 6_000;
/** By the encoder that runs here, in about a second. */
const OWN_AT_ONCE = 24;
const A_DAY_MS = 86_400_000;
/** Which no model refuses that can be asked at all. */
const HARMLESS = 'Hello';
const NOWHERE: Embedding = new Float32Array(0);

type Ask = (texts: readonly string[]) => Promise<Embedding[]>;

/**
 * Has the vectors made of the next passages that have none by today's model, unless the same words had one before. When
 * all have one, those of other models are forgotten, and what the articles know is measured anew. What a day's tokens do
 * not reach for waits for the next. Where the model fails this is tried again, ever more rarely.
 */
export const embedArticles: Handler<Extract<OutboxEvent, { type: 'articles.unembedded' }>> = async (ctx, events) => {
  const [set, counted] = await inWorkspace(ctx, [selectModels(ctx), countDocs(ctx)]);
  const { embeddings } = await modelsOf(ctx, set, counted.rows, ctx.env.PUBLIC_NETWORK);
  if (!embeddings) {
    // Where its key does not open it may be entered again.
    if (!set.some(({ purpose }) => purpose === 'embeddings'))
      await inWorkspace(ctx, forgetOthersThan(ctx, WORDS_ALONE));
    return;
  }
  const { model, own } = embeddings;
  const from = Math.min(...events.map(({ after }) => Number(after ?? BEGINNING)));
  const found = await readBare(ctx, model.id, from, own?.spoken);
  const last = found.at(-1);
  if (!last) return from === BEGINNING ? finish(ctx, model, own?.spoken) : goOn(ctx);
  const left = await reuseVectors(ctx, model.id, found);
  const bare = left.slice(0, own ? OWN_AT_ONCE : textsAtOnce(left[0]?.dimensions ?? undefined));
  if (bare.length === 0) return goOn(ctx, last.passage);
  const tokens = own ? 0 : bare.reduce((sum, each) => sum + tokensOf(textOf(each)), 0);
  if (tokens > 0 && !(await takeForArticles(ctx, tokens))) return putOff(ctx, from);
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const ask: Ask = (texts) => embeddings.ask(texts, signal);
  const { some, vectors } = await embedSome(bare, ask);
  const outgrown = await outgrownBy(vectors, bare, ask);
  await inWorkspace(ctx, [
    ...(outgrown ? forgetOtherLengths(ctx, model, outgrown) : []),
    keepVectors(ctx, model.id, some, vectors),
  ]);
  await goOn(ctx, some.length < left.length ? some.at(-1)?.passage : last.passage);
};

const BEGINNING = -1;

/** Without `after` from the beginning: the model may have become another while passages were looked through. */
const goOn = async (ctx: HandlerContext, after?: string): Promise<void> =>
  void (await inWorkspace(ctx, [
    recordAll(ctx, [{ event: { type: 'articles.unembedded', ...(after && { after }) } }]),
  ]));

/** Until there are new tokens. Meanwhile words find what has no vector. */
async function putOff(ctx: HandlerContext, from: number): Promise<void> {
  const dueAt = new Date(Date.parse(dayOf(ctx)) + A_DAY_MS);
  const event = { type: 'articles.unembedded', ...(from > BEGINNING && { after: String(from) }) } as const;
  await inWorkspace(ctx, [recordAll(ctx, [{ event, dueAt }])]);
}

/**
 * The first of these with their vectors, as many at once as are not refused for what one of them says. One that is refused
 * alone lies nowhere, so that it is not asked for again and again and nothing waits behind it.
 */
async function embedSome(
  bare: readonly Bare[],
  ask: Ask,
): Promise<{ some: readonly Bare[]; vectors: readonly Embedding[] }> {
  for (let some = bare; ; some = some.slice(0, Math.ceil(some.length / 2))) {
    try {
      return { some, vectors: await ask(some.map(textOf)) };
    } catch (error) {
      if (!(error instanceof EmbeddingError) || !error.isOfTexts) throw error;
    }
    if (some.length > 1) continue;
    // Or does it refuse whatever it is asked?
    await ask([HARMLESS]);
    return { some, vectors: [NOWHERE] };
  }
}

/**
 * How long the model's vectors are now, where those that it made before are of another length: it is another behind the same
 * name. Throws where it says so only once, so that one bad answer costs nothing.
 */
async function outgrownBy(
  [made]: readonly Embedding[],
  [first]: readonly Bare[],
  ask: Ask,
): Promise<number | undefined> {
  const before = first?.dimensions ?? null;
  if (!made?.length || before === null || made.length === before) return undefined;
  const [again] = await ask([HARMLESS]);
  if (again?.length !== made.length)
    throw new EmbeddingError('The model’s vectors are now of one length, now of another');
  return made.length;
}

const forgetOtherLengths = (
  { db, actor: { workspaceId } }: HandlerContext,
  { id }: Pick<EmbeddingModel, 'id'>,
  length: number,
) =>
  [articleVectors, spareVectors].map((table) =>
    db.execute(sql`delete from ${table} where workspace_id = ${workspaceId} and model = ${id}
      and dimensions not in (0, ${length}::integer)`),
  );

/** Statements: what other models have made. Without any but words, all of it. */
const forgetOthersThan = ({ db, actor: { workspaceId } }: HandlerContext, model: string) =>
  [
    db.execute(sql`delete from ${spareVectors} where workspace_id = ${workspaceId}`),
    db.execute(sql`delete from ${articleVectors} where workspace_id = ${workspaceId} and model <> ${model}`),
    db.execute(
      sql`delete from ${articleNorms} where workspace_id = ${workspaceId} and model not in (${WORDS_ALONE}, ${model})`,
    ),
  ] as const;

/** `only`: the one language that the model knows; what is said in others is as it was. */
async function finish(
  ctx: HandlerContext,
  { id }: Pick<EmbeddingModel, 'id'>,
  only: string | undefined,
): Promise<void> {
  await inWorkspace(ctx, [...forgetOthersThan(ctx, id), wantCalibration(ctx, languagesOf(ctx, only), ctx.now())]);
}
