import type { CollectionId } from '@everthread/shared/models/ids';
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { collections } from '../db/schema/articles.ts';
import { AppError } from '../errors.ts';

/**
 * Stands before a statement that puts articles into these collections: those of them that are there, held so that none
 * is removed before the statement is through.
 */
export const holdCollections = ({ db, actor }: Context<AgentActor>, ids: readonly CollectionId[]) =>
  db
    .select({ id: collections.id })
    .from(collections)
    .where(
      and(
        eq(collections.workspaceId, actor.workspaceId),
        inArray(collections.id, [...ids]),
        isNull(collections.removedAt),
      ),
    )
    .orderBy(collections.id)
    .for('share');

/** Within that statement: that this collection, if any, is there. */
export const isThere = (collectionId: SQL): SQL => sql`(${collectionId} is null or exists (
  select from ${collections} wanted where wanted.workspace_id = current_workspace() and wanted.id = ${collectionId}
    and wanted.removed_at is null))`;

export const noSuchCollection = () => new AppError('not_found', 'No such collection');
