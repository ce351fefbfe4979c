import type { ThreadId } from '@everthread/shared/models/ids';
import type { NewNote, NewReply, NewVisitorMessage } from '@everthread/shared/models/message';
import { and, sql } from 'drizzle-orm';
import type { AbsentAgentActor, AgentActor, Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitors } from '../db/schema/visitors.ts';
import { AppError } from '../errors.ts';
import { claimEnd } from '../outbox/claim-events.ts';
import type { FollowsUp } from '../outbox/hand-over.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { demandStanding } from '../visitors/demand-standing.ts';
import { noteWhereabouts } from '../visitors/note-whereabouts.ts';
import { appendMessage, type NewEntry } from './append-message.ts';
import type { SentRows } from './message-rows.ts';
import { nothingCameAfter, selectBetween, staleReply } from './stale-reply.ts';
import { findRepeated, isRepeat, isUnknownQuote, noSuchQuote, selectStored } from './stored-message.ts';

type Sender = Context<VisitorActor | AgentActor | AbsentAgentActor> & FollowsUp;
type ByMail = { via?: 'mail' }; // where it came so

/**
 * Stores the message and the fact that it was sent, or neither. Safe to repeat with one id. An agent's reply is refused
 * as `stale` where the visitor or a colleague wrote after what its writer had seen.
 */
export const sendMessage = (
  ctx: Sender,
  threadId: ThreadId,
  input: (NewReply | NewVisitorMessage) & ByMail,
): Promise<SentRows> => append(ctx, threadId, { ...input, kind: 'message' });

/** As `sendMessage`, for the team's eyes only. */
export const writeNote = (
  ctx: Context<AgentActor | AbsentAgentActor> & FollowsUp,
  threadId: ThreadId,
  input: NewNote & ByMail,
): Promise<SentRows> => append(ctx, threadId, { ...input, kind: 'note' });

async function append(
  ctx: Sender,
  threadId: ThreadId,
  { where, seenSeq, ...entry }: NewEntry & Pick<NewVisitorMessage, 'where'> & Pick<NewReply, 'seenSeq'>,
): Promise<SentRows> {
  const whichThread = actorsThread(ctx.actor, threadId);
  const isFresh = seenSeq === undefined ? undefined : nothingCameAfter(seenSeq);
  const { actor } = ctx;
  // Under the table's name, so that what is told of the message takes him from there and does not look him up again.
  const alongside =
    actor.kind === 'visitor'
      ? sql`${visitors} as ${noteWhereabouts(ctx, actor.visitorId, where).returning()}`
      : undefined;
  try {
    const [, [sent], between = [], [before] = []] = await inWorkspace(ctx, [
      lockThread(ctx.db, whichThread),
      appendMessage(ctx, and(whichThread, isFresh), entry, { claimUntil: ctx.handOver && claimEnd(ctx), alongside }),
      ...(seenSeq === undefined
        ? []
        : ([selectBetween(ctx, whichThread, seenSeq), selectStored(ctx, whichThread, entry.id)] as const)),
    ]);
    // What came in between keeps a reply from being stored: one that is there all the same was sent before.
    if (between.length > 0) {
      if (before) return findRepeated(ctx, whichThread, entry);
      throw staleReply(between);
    }
    if (!sent) {
      // The thread may have joined another while this waited for it; then the access is what no longer stands.
      if (actor.kind === 'visitor') await demandStanding({ ...ctx, actor });
      throw new AppError('not_found', 'No such thread');
    }
    const { claimedId, ...rows } = sent;
    if (claimedId !== null) {
      const event = { type: 'message.sent', messageId: entry.id } as const;
      ctx.handOver?.({ event: { id: claimedId, threadId, attempts: 1, event }, ahead: [rows] });
    }
    return rows;
  } catch (error) {
    if (isRepeat(error)) return findRepeated(ctx, whichThread, entry);
    if (isUnknownQuote(error)) throw noSuchQuote();
    throw error;
  }
}
