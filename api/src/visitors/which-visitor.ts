import type { WorkspaceId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import type { KeyHolder, PersonActor } from '../context.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';

// Subqueries for a visitor's id. None finds anybody for whom the asker has not shown enough.

/** Whose key it is: with a proven person that person's, without one somebody's whom nobody has proven. */
export const visitorOfKey = ({ workspaceId, keyHash, person }: KeyHolder): SQL =>
  holderOf(workspaceId, keyHash, person ? sql`visitor.external_id = ${person.externalId}` : isAnonymous);

/** The visitor whose key it is, while nobody has proven to be him. */
export const anonymousOfKey = (workspaceId: WorkspaceId, keyHash: string): SQL =>
  holderOf(workspaceId, keyHash, isAnonymous);

/** The visitor that this person is known as. */
export const personsVisitor = ({ workspaceId, person }: Pick<PersonActor, 'workspaceId' | 'person'>): SQL =>
  sql`(select visitor.id from ${visitors} visitor
       where visitor.workspace_id = ${workspaceId} and visitor.external_id = ${person.externalId})`;

const isAnonymous = sql`visitor.external_id is null`;

const holderOf = (workspaceId: WorkspaceId, keyHash: string, which: SQL): SQL =>
  sql`(select visitor.id from ${visitorKeys} device
         join ${visitors} visitor on visitor.workspace_id = device.workspace_id and visitor.id = device.visitor_id
       where device.workspace_id = ${workspaceId} and device.key_hash = ${keyHash} and ${which})`;
