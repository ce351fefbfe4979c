import { slugOf } from '@everthread/shared/client/slug';
import type { Collection, CollectionChange, NewCollection } from '@everthread/shared/models/collection';
import { MOST_COLLECTIONS } from '@everthread/shared/models/collection';
import type { CollectionId } from '@everthread/shared/models/ids';
import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { oneAtATime } from '../db/one-at-a-time.ts';
import { articles, collections } from '../db/schema/articles.ts';
import { formerCollectionSlugs } from '../db/schema/help.ts';
import { AppError } from '../errors.ts';
import { toCollection } from './article-view.ts';
import { noSuchCollection } from './hold-collections.ts';
import { refuseUnfit } from './refuse-unfit.ts';

/** The collections of the workspace, in the team's order. */
export async function listCollections(ctx: Context<AgentActor>): Promise<Collection[]> {
  const [rows] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db
      .select()
      .from(collections)
      .where(and(eq(collections.workspaceId, ctx.actor.workspaceId), isNull(collections.removedAt)))
      .orderBy(asc(collections.position), asc(collections.createdAt), asc(collections.id)),
  ]);
  return rows.map(toCollection);
}

/** Makes a collection, or brings one back that was removed. Safe to repeat with one id. */
export async function createCollection(
  ctx: Context<AgentActor>,
  { id, names, slug, position }: NewCollection,
): Promise<Collection> {
  const { workspaceId } = ctx.actor;
  const [, , [row]] = await refuseUnfit(
    inWorkspace(ctx, [
      oneAtATime(ctx, 'collections'),
      ctx.db.execute(sql`
        with own as (select * from ${collections} where workspace_id = ${workspaceId} and removed_at is null),
        made as (
          insert into ${collections} (workspace_id, id, slug, names, position, created_at)
          select ${workspaceId}::uuid, ${id}::uuid, ${slug ?? `${slugOf(firstName(names))}-${id.slice(0, 4)}`},
            ${JSON.stringify(names)}::jsonb,
            coalesce(${position ?? null}::integer, (select max(own.position) + 1 from own), 0),
            ${ctx.now().toISOString()}::timestamptz
          where (select count(*) from own) < ${MOST_COLLECTIONS}
          on conflict (workspace_id, id) do update set names = excluded.names, position = excluded.position, removed_at = null
            where ${collections.removedAt} is not null
          returning workspace_id
        )
        ${recordAudit(ctx, 'collection.created', { subject: firstName(names) }, sql`made`)}`),
      selectCollection(ctx, id),
    ]),
  );
  if (row && !row.removedAt) return toCollection(row);
  throw new AppError('conflict', `A workspace can have ${MOST_COLLECTIONS} collections`);
}

/** Changes what is named and leaves the rest. Links to an address that it had still lead to it. */
export async function changeCollection(
  ctx: Context<AgentActor>,
  id: CollectionId,
  { slug, names, position }: CollectionChange,
): Promise<Collection> {
  const [, [row]] = await refuseUnfit(
    inWorkspace(ctx, [
      ctx.db.execute(sql`
        with kept as (
          insert into ${formerCollectionSlugs} (workspace_id, slug, collection_id)
          select workspace_id, slug, id from ${collections} where ${that(ctx, id)} and removed_at is null and slug <> ${slug ?? null}
          on conflict (workspace_id, slug) do update set collection_id = excluded.collection_id
        ),
        changed as (
          update ${collections} set slug = coalesce(${slug ?? null}, slug), position = coalesce(${position ?? null}::integer, position),
            names = coalesce(${names ? JSON.stringify(names) : null}::jsonb, names)
          where ${that(ctx, id)} and removed_at is null
          returning workspace_id, names
        )
        ${recordAudit(ctx, 'collection.changed', { subject: aName }, sql`changed`)}`),
      selectCollection(ctx, id),
    ]),
  );
  if (!row || row.removedAt) throw noSuchCollection();
  return toCollection(row);
}

/** Takes a collection away; its articles stay, and stand in none. Safe to repeat. */
export async function removeCollection(ctx: Context<AgentActor>, id: CollectionId): Promise<void> {
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const [, , [row]] = await inWorkspace(ctx, [
    // Who is just putting an article into it goes first, and that is then seen here.
    selectCollection(ctx, id).for('update'),
    ctx.db.execute(sql`
      with removed as (
        update ${collections} set removed_at = ${now} where ${that(ctx, id)} and removed_at is null
        returning workspace_id, id, names
      ),
      freed as (
        update ${articles} article set collection_id = null, changed_at = ${now} from removed
        where article.workspace_id = removed.workspace_id and article.collection_id = removed.id
      )
      ${recordAudit(ctx, 'collection.removed', { subject: aName }, sql`removed`)}`),
    selectCollection(ctx, id),
  ]);
  if (!row) throw noSuchCollection();
}

const that = ({ actor }: Context<AgentActor>, id: CollectionId): SQL =>
  sql`workspace_id = ${actor.workspaceId} and id = ${id}`;

const selectCollection = (ctx: Context<AgentActor>, id: CollectionId) =>
  ctx.db
    .select()
    .from(collections)
    .where(and(eq(collections.workspaceId, ctx.actor.workspaceId), eq(collections.id, id)));

const aName = sql`(select name.value ->> 'name' from jsonb_each(names) name order by name.key limit 1)`;
const firstName = (names: NewCollection['names']) => Object.entries(names).toSorted()[0]?.[1].name ?? '';
