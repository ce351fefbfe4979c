import type { Claims } from '@everthread/shared/models/identity';
import { sql } from 'drizzle-orm';
import type { Context, KeyHolder, PersonActor } from '../context.ts';
import { visitors } from '../db/schema/visitors.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { fieldsWith } from './fields-told.ts';
import { visitorChanged } from './visitor-changed.ts';
import { personsVisitor, visitorOfKey } from './which-visitor.ts';

/**
 * Two statements: what is newly known of the visitor's name, address and fields, from his token if he brought one,
 * else as he claims it. A claim never goes over what is proven.
 */
export function noteProfile(ctx: Context<KeyHolder | PersonActor>, claims: Claims | undefined) {
  const { actor } = ctx;
  const profile = actor.person ?? claims;
  const told = actor.person?.attributes;
  if (profile?.name === undefined && profile?.email === undefined && !told) return [];
  const known = sql`coalesce(${profile?.name ?? null}, visitor.name), coalesce(${profile?.email ?? null}, visitor.email),
    ${fieldsWith(told)}`;
  const whichVisitor = actor.kind === 'person' ? personsVisitor(actor) : visitorOfKey(actor);
  return [
    lockThread(ctx.db, actorsThread(actor, 'own')),
    ctx.db.execute(sql`
      with changed as (
        update ${visitors} visitor set (name, email, attributes, attribute_sources) = row(${known})
        where visitor.workspace_id = ${actor.workspaceId} and visitor.id = ${whichVisitor}
          and visitor.identity = ${actor.person ? 'verified' : 'claimed'}
          and (visitor.name, visitor.email, visitor.attributes, visitor.attribute_sources) is distinct from (${known})
        returning visitor.workspace_id, visitor.id
      ),
      ${visitorChanged(ctx, sql`changed`)}`),
  ] as const;
}
