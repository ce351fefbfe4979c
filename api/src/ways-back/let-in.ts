import { atMessage } from '@everthread/shared/client/at-message';
import type { MessageId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { type PageSeen, visitorKeys, visitors } from '../db/schema/visitors.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { pageToLeadTo } from '../visitors/page-to-lead-to.ts';

/** A device that a pass or a link has let in, and what leads from it to the page on which its visitor was. */
type LetInRow = {
  parentHash: string | null;
  letInFor: string | null;
  pageUrl: string | null;
  pages: PageSeen[];
  allowedOrigins: string[];
  helpUrl: string | null;
  messageId: MessageId | null; // the last that he may see
};

export const selectLetIn = (ctx: Context, keyHash: string) =>
  ctx.db.execute<LetInRow>(sql`
    select device.parent_hash as "parentHash", device.let_in_for as "letInFor", visitor.page_url as "pageUrl", visitor.pages,
      workspace.allowed_origins as "allowedOrigins", workspace.help_url as "helpUrl",
      (select message.id from ${messages} message join ${threads} thread
          on thread.workspace_id = message.workspace_id and thread.id = message.thread_id
        where thread.workspace_id = visitor.workspace_id and thread.visitor_id = visitor.id and message.kind = 'message'
        order by message.seq desc limit 1) as "messageId"
    from ${visitorKeys} device
      join ${visitors} visitor on visitor.workspace_id = device.workspace_id and visitor.id = device.visitor_id
      join ${workspaces} workspace on workspace.id = device.workspace_id
    where device.workspace_id = ${ctx.actor.workspaceId} and device.key_hash = ${keyHash}`);

/**
 * The page on which he was, with the messenger at his last message; null where there is none to lead to. Anybody may carry
 * his own thread to somebody else's phone and say there that it is he: from there it leads to named sites alone.
 */
export function pageOf({ config }: Context, row: LetInRow): string | null {
  const page = pageToLeadTo(config, row, row.letInFor === 'carry' ? 'anybody' : 'himself');
  return page && row.messageId ? atMessage(page.href, row.messageId) : (page?.href ?? null);
}
