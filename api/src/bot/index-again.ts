import type { ArticleId, WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import { inWorkspace, runBatch } from '../db/in-workspace.ts';
import { articleDocs } from '../db/schema/article-index.ts';
import { outbox } from '../db/schema/outbox.ts';
import { describeError, log } from '../log.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';
import { recordAll, recordEach } from '../outbox/record-event.ts';
import { indexArticles } from './index-articles.ts';
import { INDEX_VERSION } from './index-version.ts';
import { languagesOf, wantCalibration } from './want-calibration.ts';
import { wantVectors } from './want-vectors.ts';

const MOST_WORKSPACES = 50;
/** So many docs in one go, and no longer than this; then others have their turn, and the database a rest. */
const AT_ONCE = 20;
const SLICE_MS = 3_000;
const REST_MS = 1_000;
const BEGINNING = 0;

/** Has articles looked through again that were in an earlier way, in any workspace. A cron calls it. */
export async function sweepIndex(surroundings: Surroundings): Promise<void> {
  const [found] = await runBatch(surroundings.db, [
    surroundings.db.execute(sql`select workspaces_with_older_docs(${INDEX_VERSION}, ${MOST_WORKSPACES}) as id`),
  ]);
  for (const { id: workspaceId } of (found as { rows: { id: WorkspaceId }[] }).rows) {
    // One workspace in trouble must not keep the others waiting.
    await beginAgain({ ...surroundings, actor: { kind: 'system', workspaceId } }).catch((error) =>
      log('index.sweep_failed', { workspaceId, ...describeError(error) }),
    );
  }
}

/** Unless somebody is at it. Where that was given up, somebody has a day to look at that before it is tried anew. */
async function beginAgain(ctx: Context<SystemActor>): Promise<void> {
  const { workspaceId } = ctx.actor;
  const older = sql`(select ${workspaceId}::uuid as workspace_id where not exists (
    select from ${outbox} other where other.workspace_id = ${workspaceId} and other.type = 'articles.outdated'
      and (other.parked_at is null or other.parked_at > ${ctx.now().toISOString()}::timestamptz - interval '1 day'))) older`;
  await inWorkspace(ctx, [ctx.db.execute(recordEach('articles.outdated', { thread: sql`null` }, older, ctx.now()))]);
}

/**
 * Looks through the next docs that were in an earlier way; each is found as it was until it is found as it is now. When none
 * is left, vectors are made of what has none, and what the articles know is measured anew.
 */
export const indexAgain: Handler<Extract<OutboxEvent, { type: 'articles.outdated' }>> = async (ctx, events) => {
  const from = Math.min(...events.map(({ after }) => Number(after ?? BEGINNING)));
  const [{ rows }] = await inWorkspace(ctx, [selectOlder(ctx, from)]);
  if (rows.length === 0) return from === BEGINNING ? undefined : finish(ctx);
  const until = ctx.now().getTime() + SLICE_MS;
  const done = new Set<ArticleId>();
  let after = '';
  for (const { doc, articleId } of rows) {
    if (done.size > 0 && !done.has(articleId) && ctx.now().getTime() >= until) break;
    if (!done.has(articleId)) await indexArticles(ctx, [articleId]);
    done.add(articleId);
    after = doc;
  }
  const event = { type: 'articles.outdated', after } as const;
  const dueAt = new Date(ctx.now().getTime() + REST_MS);
  await inWorkspace(ctx, [recordAll(ctx, [{ event, dueAt }])]);
};

/** What is looked through again gets a higher number, so that this comes to an end whatever becomes of it. */
const selectOlder = ({ db, actor: { workspaceId } }: Context, after: number) =>
  db.execute<{ doc: string; articleId: ArticleId }>(sql`
    select doc::text as doc, article_id as "articleId" from ${articleDocs}
    where workspace_id = ${workspaceId} and index_version < ${INDEX_VERSION} and doc > ${after}::bigint
    order by doc limit ${AT_ONCE}`);

const finish = async (ctx: Context<SystemActor>): Promise<void> =>
  void (await inWorkspace(ctx, [wantCalibration(ctx, languagesOf(ctx)), wantVectors(ctx)]));
