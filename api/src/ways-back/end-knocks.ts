import type { ThreadId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { uuids } from '../db/lists.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { knocks } from '../db/schema/ways-back.ts';
import { mustShowEachPush } from '../notifications/push-hosts.ts';
import { sendPush } from '../notifications/send-push.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';
import { closingVisitorPush } from './knock-contents.ts';
import { pushKeysOf } from './push-keys.ts';
import { livingVisitorDevices } from './reachable-visitors.ts';
import { tellTeam } from './tell-team.ts';

const LONGEST_MS = 4_000;

type Shown = { threadId: ThreadId; endpoint: string | null; p256dh: string; auth: string };

/**
 * A visitor has read: what he was told of has done its work, and is taken away where it hangs. Tried once; a notification
 * that stays leads into the thread all the same.
 */
export const endKnocks: Handler<Extract<OutboxEvent, { type: 'thread.seen' }>> = async (ctx, events) => {
  const { workspaceId } = ctx.actor;
  const ids = uuids([...new Set(events.map(({ threadId }) => threadId))]);
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<Shown>(sql`
      with read as (
        update ${knocks} knock set seen_at = ${ctx.now().toISOString()}::timestamptz
        from ${messages} message join ${threads} thread
          on thread.workspace_id = message.workspace_id and thread.id = message.thread_id
        where knock.workspace_id = ${workspaceId} and knock.seen_at is null and knock.failed_at is null
          and message.workspace_id = ${workspaceId} and message.id = knock.message_id
          and message.seq <= thread.visitor_seen_seq
          and thread.id = any(${ids})
        returning knock.rung, thread.id as thread_id, thread.visitor_id
      )
      select distinct read.thread_id as "threadId", shown.* from read left join lateral (
        select device.endpoint, device.p256dh, device.auth from ${livingVisitorDevices(ctx)}
          and device_key.visitor_id = read.visitor_id and device.last_reached_at is not null) shown on read.rung = 'push'`),
  ]);
  await tellTeam(
    ctx,
    rows.map(({ threadId }) => threadId),
  );
  const shown = rows.flatMap(({ endpoint, ...row }) =>
    endpoint && !mustShowEachPush(endpoint) ? [{ ...row, endpoint }] : [],
  );
  if (shown.length === 0) return;
  const sender = { config: ctx.config, keys: await pushKeysOf(ctx), now: ctx.now };
  const signal = AbortSignal.timeout(LONGEST_MS);
  await Promise.all(
    shown.map(({ threadId, ...device }) => sendPush(sender, device, closingVisitorPush(threadId), signal)),
  );
};
