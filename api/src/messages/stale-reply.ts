import { and, asc, gt, isNull, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { AppError } from '../errors.ts';
import { type MessageRow, selectMessages } from './message-rows.ts';
import { toTeamMessage } from './message-view.ts';

const MOST_SHOWN = 50;

/** What the writer of a reply should know before he answers: the visitor's words and colleagues' replies, not his own, not notes. */
const cameAfter = (seenSeq: number) =>
  and(
    gt(messages.seq, seenSeq),
    sql`${messages.kind} = 'message'`,
    isNull(messages.deletedAt),
    sql`${messages.agentId} is distinct from current_agent()`,
  );

/** The condition on `threads` that nothing has come since. Only under the thread's lock does it hold for longer than the statement. */
export const nothingCameAfter = (seenSeq: number): SQL =>
  sql`not exists (select from ${messages} where ${messages.workspaceId} = ${threads.workspaceId}
    and ${messages.threadId} = ${threads.id} and ${cameAfter(seenSeq)})`;

/** The statement that reads what has come since, oldest first. */
export const selectBetween = ({ db }: Context, whichThread: SQL | undefined, seenSeq: number) =>
  selectMessages(db)
    .where(and(whichThread, cameAfter(seenSeq)))
    .orderBy(asc(messages.seq))
    .limit(MOST_SHOWN);

export const staleReply = (between: readonly MessageRow[]) =>
  new AppError('stale', 'Something was written here in the meantime. Read it, then send your reply again', {
    details: { between: between.map(toTeamMessage) },
  });
