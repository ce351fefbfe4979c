import type { Claims } from '@everthread/shared/models/identity';
import type { ThreadId, VisitorId } from '@everthread/shared/models/ids';
import type { NewVisitorMessage } from '@everthread/shared/models/message';
import { sql } from 'drizzle-orm';
import type { Context, KeyHolder } from '../context.ts';
import { DatabaseError, inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';
import { AppError } from '../errors.ts';
import { appendMessage } from '../messages/append-message.ts';
import { findRepeated, isRepeat, isUnknownQuote, noSuchQuote } from '../messages/stored-message.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { firstFields } from './fields-told.ts';
import { lockPerson } from './lock-person.ts';
import { firstPage } from './note-whereabouts.ts';
import { openSession } from './open-session.ts';
import { type OpenedSession, readOpenedSession, selectVisitorThread } from './visitor-thread.ts';
import { personsVisitor } from './which-visitor.ts';

/**
 * A visitor's first words: makes visitor, key, thread, topic and message in one trip. Safe to repeat: a key that is
 * known already (another tab was quicker, an answer was lost) leads into its thread. Throws `not_found` for a workspace
 * that does not exist. Who has proven who he is and is known already goes on in his own thread. Without words: the same
 * but for topic and message, for him whose first words come with a file that has to be uploaded before.
 */
export async function beginThread(
  ctx: Context<KeyHolder>,
  message: NewVisitorMessage | undefined,
  claims?: Claims,
): Promise<OpenedSession> {
  const entry = message && { ...message, kind: 'message' as const };
  const ownThread = actorsThread(ctx.actor, 'own');
  try {
    const results = await inWorkspace(ctx, [
      ...lockPerson(ctx),
      makeVisitorOnce(ctx, message ?? {}, claims),
      lockThread(ctx.db, ownThread),
      ...(entry ? [appendMessage(ctx, ownThread, entry)] : []),
      ...selectVisitorThread(ctx, ownThread),
    ]);
    const session = readOpenedSession(results);
    // Whose the key is was changed by another tab in this moment.
    if (!session) throw new AppError('conflict', 'This key has just become somebody else’s. Open it anew');
    return session;
  } catch (error) {
    if (isUnknownWorkspace(error))
      throw new AppError('not_found', 'No such workspace. Check the data-workspace of the script tag');
    if (isUnknownQuote(error)) throw noSuchQuote();
    if (!entry || !isRepeat(error)) throw error;
    await findRepeated(ctx, ownThread, entry);
    return openSession(ctx, entry.where, claims);
  }
}

/** Whoever is second with one key waits here for the first, and then finds the thread made. */
function makeVisitorOnce(
  ctx: Context<KeyHolder>,
  { where = {} }: Pick<NewVisitorMessage, 'where'>,
  claims: Claims | undefined,
) {
  const { workspaceId, keyHash, person } = ctx.actor;
  const known = person ? personsVisitor({ workspaceId, person }) : sql`null::uuid`;
  const profile = person ?? claims;
  const visitorId = ctx.newId() as VisitorId;
  const threadId = ctx.newId() as ThreadId;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  return ctx.db.execute(sql`
    with key as (
      insert into ${visitorKeys} (workspace_id, key_hash, visitor_id, created_at, last_used_at, proven_by)
      values (${workspaceId}, ${keyHash}, coalesce(${known}, ${visitorId}::uuid), ${now}, ${now}, ${person?.secretId ?? null})
      on conflict (workspace_id, key_hash) do nothing
      returning workspace_id, visitor_id
    ),
    visitor as (
      insert into ${visitors} (workspace_id, id, identity, external_id, name, email, page_url, page_title, referrer,
        language, time_zone, pages, attributes, attribute_sources, first_seen_at, last_seen_at)
      select workspace_id, visitor_id, ${person ? 'verified' : 'claimed'}, ${person?.externalId ?? null},
        ${profile?.name ?? null}, ${profile?.email ?? null}, ${where.pageUrl ?? null}, ${where.pageTitle ?? null}, ${where.referrer ?? null},
        ${where.language ?? null}, ${where.timeZone ?? null},
        ${JSON.stringify(firstPage(ctx, where))}::jsonb, ${firstFields(person?.attributes)}, ${now}, ${now}
      from key where visitor_id = ${visitorId}
      returning workspace_id, id
    )
    insert into ${threads} (workspace_id, id, visitor_id, created_at)
    select workspace_id, ${threadId}::uuid, id, ${now} from visitor`);
}

const isUnknownWorkspace = (error: unknown) =>
  error instanceof DatabaseError && error.sqlState === '23503' && /^visitors_workspace_id/.test(error.constraint ?? '');
