import { sql } from 'drizzle-orm';
import type { Context, PersonActor } from '../context.ts';
import { joinedThreads } from '../db/schema/mail.ts';
import { threads } from '../db/schema/threads.ts';
import { visitors } from '../db/schema/visitors.ts';
import { recordEach } from '../outbox/record-event.ts';
import { visitorChanged } from '../visitors/visitor-changed.ts';
import { anonymousOfKey, personsVisitor } from '../visitors/which-visitor.ts';
import { moveTogether, PAIR } from './move-together.ts';

/** Longer than a mail can be answered that names the thread of then. */
const REMEMBERED_MS = 100 * 24 * 60 * 60 * 1000;

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
 * no more; which thread went into which is remembered. Needs the locks of both threads.
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
    ${moveTogether},
    remembered as (
      insert into ${joinedThreads} (workspace_id, old_thread_id, old_visitor_id, into_thread_id, after_seq, at)
      select workspace_id, old_id, old_visitor_id, id, after, ${ctx.now().toISOString()}::timestamptz from pair
    ),
    forgotten as (
      delete from ${joinedThreads} joined where joined.workspace_id = ${workspaceId}
        and joined.at < ${new Date(ctx.now().getTime() - REMEMBERED_MS).toISOString()}::timestamptz
    )
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
