import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import type { ReceivedMail } from '@everthread/shared/models/mail';
import { and, eq, getTableColumns } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { receivedMails } from '../db/schema/mail.ts';
import { messages } from '../db/schema/messages.ts';
import { AppError } from '../errors.ts';

type ReceivedRow = typeof receivedMails.$inferSelect;

/** A mail as it came. The team's alone: a visitor knows what he wrote. Throws `not_found`. */
export async function readReceived(
  ctx: Context<AgentActor>,
  threadId: ThreadId,
  messageId: MessageId,
): Promise<ReceivedRow> {
  const { workspaceId } = ctx.actor;
  const [[row]] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db
      .select(getTableColumns(receivedMails))
      .from(receivedMails)
      .innerJoin(
        messages,
        and(eq(messages.workspaceId, receivedMails.workspaceId), eq(messages.id, receivedMails.messageId)),
      )
      .where(
        and(
          eq(receivedMails.workspaceId, workspaceId),
          eq(receivedMails.messageId, messageId),
          eq(messages.threadId, threadId),
        ),
      ),
  ]);
  if (!row) throw new AppError('not_found', 'No such mail');
  return row;
}

export const toReceivedMail = (row: ReceivedRow): ReceivedMail => ({
  fromAddress: row.fromAddress,
  fromName: row.fromName,
  subject: row.subject,
  isProven: row.isProven,
  text: row.text,
  hasLook: row.html !== null,
  receivedAt: row.receivedAt.toISOString(),
});

/** Its HTML was sanitised when it came; whatever got through all the same has no script, no origin and no network here. */
export const LOOK_HEADERS = {
  'Content-Security-Policy':
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
  'Referrer-Policy': 'no-referrer',
};

/** Always on white: who made a mail rarely thought of the dark. */
export const lookOf = ({ html }: ReceivedRow): string =>
  `<!doctype html><meta charset="utf-8"><style>body{margin:12px;font:15px/1.5 system-ui,sans-serif;background:#fff;color:#1d2129;overflow-wrap:anywhere}img{max-width:100%}</style>${html ?? ''}`;
