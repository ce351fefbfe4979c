import type { ThreadId, VisitorId } from '@everthread/shared/models/ids';
import type { Identity } from '@everthread/shared/models/visitor';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { oneAtATime } from '../db/one-at-a-time.ts';
import { threads } from '../db/schema/threads.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';
import { mailId } from './mail-key.ts';
import type { ReceivedMail } from './received-mail.ts';
import { isReplyRight, type ReplyToken } from './reply-address.ts';
import { selectThreadNow } from './thread-now.ts';

/** In whose thread a mail stands, and whether it is his: the mailbox that was told of it has written it. */
export type Correspondent = { visitorId: VisitorId; threadId: ThreadId; identity: Identity; isProven: boolean };

/**
 * Whose mail we have answered with this token, also where visitors were merged since or he has signed in: it was given to
 * the visitor of then. Of two whose merge was undone it is the one from whose mailbox it comes. Null where it gives no
 * right to a thread.
 */
export async function whoseToken(
  ctx: Context<SystemActor>,
  token: ReplyToken,
  from: string,
  isVouched: boolean,
): Promise<Correspondent | null> {
  const { workspaceId } = ctx.actor;
  const [{ rows }] = await inWorkspace(ctx, [selectThreadNow(ctx, token.threadId)]);
  const threadsNow = rows.filter(({ visitorThenId }) =>
    isReplyRight(ctx.config, token, { workspaceId, visitorId: visitorThenId }, ctx.now()),
  );
  if (threadsNow.length === 0) return null;
  const ids = threadsNow.map(({ visitorId }) => visitorId);
  const [known] = await inWorkspace(ctx, [
    ctx.db
      .select({
        id: visitors.id,
        identity: visitors.identity,
        email: visitors.email,
        mailAddress: visitors.mailAddress,
      })
      .from(visitors)
      .where(and(eq(visitors.workspaceId, workspaceId), inArray(visitors.id, ids))),
  ]);
  for (const { threadId, visitorId, isParted } of threadsNow) {
    const found = known.find(({ id }) => id === visitorId);
    if (!found) continue;
    const { identity, email, mailAddress } = found;
    const isHis = from === mailAddress?.toLowerCase() || (identity === 'verified' && from === email?.toLowerCase());
    const isProven = isVouched && isHis;
    if (isProven || !isParted) return { visitorId, threadId, identity, isProven };
  }
  return null;
}

/**
 * Who writes to us anew. Somebody whose domain vouches for him goes on in the thread that he has begun by mail; whoever
 * else it is becomes a visitor of his own, of whom nothing is proven: that he has the address of somebody who is known
 * joins him to nobody. Safe to repeat with one mail.
 */
export async function newCorrespondent(
  ctx: Context<SystemActor>,
  mail: ReceivedMail,
  from: { address: string; name: string },
  isVouched: boolean,
): Promise<Correspondent> {
  const { workspaceId } = ctx.actor;
  const visitorId = mailId<VisitorId>(workspaceId, mail, 'visitor');
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const known = sql`(select visitor.id from ${visitors} visitor
    where visitor.workspace_id = ${workspaceId} and visitor.mail_address = ${from.address} and visitor.mail_proof = 'proven'
      and visitor.identity = 'claimed' and ${isVouched}::boolean
      and not exists (select from ${visitorKeys} device
        where device.workspace_id = visitor.workspace_id and device.visitor_id = visitor.id)
    order by visitor.first_seen_at, visitor.id limit 1)`;
  const [, , [thread]] = await inWorkspace(ctx, [
    oneAtATime(ctx, 'mail', from.address), // two mails of one sender at once begin one thread
    ctx.db.execute(sql`
      with visitor as (
        insert into ${visitors} (workspace_id, id, name, email, mail_address, mail_proof, mail_proven_by, first_seen_at, last_seen_at)
        select ${workspaceId}::uuid, ${visitorId}::uuid, ${from.name || null}, ${from.address}, ${from.address},
          ${isVouched ? 'proven' : 'claimed'}, ${isVouched ? 'mail' : null}, ${now}, ${now}
        where ${known} is null
        on conflict do nothing returning workspace_id, id
      )
      insert into ${threads} (workspace_id, id, visitor_id, created_at)
      select workspace_id, ${mailId<ThreadId>(workspaceId, mail, 'thread')}::uuid, id, ${now} from visitor`),
    ctx.db
      .select({ id: threads.id, visitorId: threads.visitorId })
      .from(threads)
      .where(
        and(eq(threads.workspaceId, workspaceId), eq(threads.visitorId, sql`coalesce(${known}, ${visitorId}::uuid)`)),
      ),
  ]);
  if (!thread) throw new Error('A mail begins a thread or goes on in one');
  return { visitorId: thread.visitorId, threadId: thread.id, identity: 'claimed', isProven: isVouched };
}
