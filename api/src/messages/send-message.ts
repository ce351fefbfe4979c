import type { ThreadId } from '@everthread/shared/models/ids';
import type { NewMessage, NewVisitorMessage } from '@everthread/shared/models/message';
import type { AgentActor, Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { AppError } from '../errors.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { demandStanding } from '../visitors/demand-standing.ts';
import { noteWhereabouts } from '../visitors/note-whereabouts.ts';
import { appendMessage, type NewEntry } from './append-message.ts';
import { findRepeated, isRepeat, isUnknownQuote, noSuchQuote, type SentRows, selectStored } from './stored-message.ts';

/** Stores the message and the fact that it was sent, or neither. Safe to repeat with one id. */
export const sendMessage = (
  ctx: Context<VisitorActor | AgentActor>,
  threadId: ThreadId,
  input: NewMessage | NewVisitorMessage,
): Promise<SentRows> => append(ctx, threadId, { ...input, kind: 'message' });

/** As `sendMessage`, for the team's eyes only. */
export const writeNote = (ctx: Context<AgentActor>, threadId: ThreadId, input: NewMessage): Promise<SentRows> =>
  append(ctx, threadId, { ...input, kind: 'note' });

async function append(
  ctx: Context<VisitorActor | AgentActor>,
  threadId: ThreadId,
  entry: NewEntry & Pick<NewVisitorMessage, 'where'>,
): Promise<SentRows> {
  const whichThread = actorsThread(ctx.actor, threadId);
  try {
    const [, , [message], [topic]] = await inWorkspace(ctx, [
      lockThread(ctx.db, whichThread),
      appendMessage(ctx, whichThread, entry),
      ...selectStored(ctx, whichThread, entry.id),
      ...(ctx.actor.kind === 'visitor' ? [noteWhereabouts(ctx, ctx.actor.visitorId, entry.where)] : []),
    ]);
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
