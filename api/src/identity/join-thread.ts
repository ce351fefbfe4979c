import { sql } from 'drizzle-orm';
import type { Context, PersonActor } from '../context.ts';
import { threads } from '../db/schema/threads.ts';
import { visitors } from '../db/schema/visitors.ts';
import { recordEach } from '../outbox/record-event.ts';
import { visitorChanged } from '../visitors/visitor-changed.ts';
import { anonymousOfKey, personsVisitor } from '../visitors/which-visitor.ts';
import { moveTogether, PAIR } from './move-together.ts';

/** The person is not known yet: the anonymous visitor becomes him. What he had claimed of himself is not proven, and goes. */
export function becomePerson(ctx: Context<PersonActor>, keyHash: string) {
  const { workspaceId, person } = ctx.actor;
  return ctx.db.execute(sql`
    with changed as (
      update ${visitors} visitor set identity = 'verified', external_id = ${person.externalId},
        name = ${person.name ?? null}, email = ${person.email ?? null}
      where visitor.workspace_id = ${workspaceId} and visitor.id = ${anonymousOfKey(workspaceId, keyHash)}
        and ${personsVisitor(ctx.actor)} is null
      returning visitor.workspace_id, visitor.id
    ),
    ${visitorChanged(ctx, sql`changed`)}`);
}

/**
 * The person is known: what he wrote anonymously is appended to his thread, in its order, and the anonymous visitor is
 * no more. Needs the locks of both threads.
 */
export function joinAnonymousThread(ctx: Context<PersonActor>, keyHash: string) {
  const { workspaceId } = ctx.actor;
  return ctx.db.execute(sql`
    with pair as (
      select ${PAIR}, known.id
      from ${threads} known, ${threads} anonymous
      where known.workspace_id = ${workspaceId} and known.visitor_id = ${personsVisitor(ctx.actor)}
        and anonymous.workspace_id = ${workspaceId}
        and anonymous.visitor_id = ${anonymousOfKey(workspaceId, keyHash)}
    ),
    ${moveTogether}
    ${recordEach(
      'thread.joined',
      {
        threadId: sql`id`,
        joinedThreadId: sql`old_id`,
        joinedVisitorId: sql`old_visitor_id`,
        topicIds: sql`(select coalesce(jsonb_agg(id), '[]') from moved_topics where thread_was = pair.old_id)`,
        thread: sql`id`,
      },
      sql`pair`,
      ctx.now(),
    )}`);
}
