import type { ThreadId } from '@everthread/shared/models/ids';
import type { NewMessage, NewReply, NewVisitorMessage } from '@everthread/shared/models/message';
import { and } from 'drizzle-orm';
import type { AgentActor, Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { AppError } from '../errors.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { demandStanding } from '../visitors/demand-standing.ts';
import { noteWhereabouts } from '../visitors/note-whereabouts.ts';
import { appendMessage, type NewEntry } from './append-message.ts';
import type { MessageRow } from './message-rows.ts';
import { nothingCameAfter, selectBetween, staleReply } from './stale-reply.ts';
import { findRepeated, isRepeat, isUnknownQuote, noSuchQuote, type SentRows, selectStored } from './stored-message.ts';

/**
 * Stores the message and the fact that it was sent, or neither. Safe to repeat with one id. An agent's reply is refused
 * as `stale` where the visitor or a colleague wrote after what its writer had seen.
 */
export const sendMessage = (
  ctx: Context<VisitorActor | AgentActor>,
  threadId: ThreadId,
  input: NewReply | NewVisitorMessage,
): Promise<SentRows> => append(ctx, threadId, { ...input, kind: 'message' });

/** As `sendMessage`, for the team's eyes only. */
export const writeNote = (ctx: Context<AgentActor>, threadId: ThreadId, input: NewMessage): Promise<SentRows> =>
  append(ctx, threadId, { ...input, kind: 'note' });

async function append(
  ctx: Context<VisitorActor | AgentActor>,
  threadId: ThreadId,
  { where, seenSeq, ...entry }: NewEntry & Pick<NewVisitorMessage, 'where'> & Pick<NewReply, 'seenSeq'>,
): Promise<SentRows> {
  const whichThread = actorsThread(ctx.actor, threadId);
  const isFresh = seenSeq === undefined ? undefined : nothingCameAfter(seenSeq);
  try {
    const [, , [message], [topic], last] = await inWorkspace(ctx, [
      lockThread(ctx.db, whichThread),
      appendMessage(ctx, and(whichThread, isFresh), entry),
      ...selectStored(ctx, whichThread, entry.id),
      ...(ctx.actor.kind === 'visitor' ? [noteWhereabouts(ctx, ctx.actor.visitorId, where)] : []),
      ...(seenSeq !== undefined ? [selectBetween(ctx, whichThread, seenSeq)] : []),
    ]);
    // What came in between keeps a reply from being stored: one that is there all the same was sent before.
    const between = isFresh ? (last as readonly MessageRow[]) : [];
    if (between.length > 0) {
      if (message) return findRepeated(ctx, whichThread, entry);
      throw staleReply(between);
    }
    if (!message || !topic) {
      // The thread may have joined another while this waited for it; then the access is what no longer stands.
      if (ctx.actor.kind === 'visitor') await demandStanding({ ...ctx, actor: ctx.actor });
      throw new AppError('not_found', 'No such thread');
    }
    return { message, topic };
  } catch (error) {
    if (isRepeat(error)) return findRepeated(ctx, whichThread, entry);
    if (isUnknownQuote(error)) throw noSuchQuote();
    throw error;
  }
}
