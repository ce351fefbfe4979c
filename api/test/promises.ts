import { MessageId } from '@everthread/shared/models/ids';
import { asc, eq } from 'drizzle-orm';
import type { Surroundings } from '../src/context.ts';
import { inWorkspace } from '../src/db/in-workspace.ts';
import { promises, waits } from '../src/db/schema/promises.ts';
import { sendMessage } from '../src/messages/send-message.ts';
import { asUsual, drainDueEvents } from '../src/outbox/drain-outbox.ts';
import type { HandlerContext } from '../src/outbox/handler.ts';
import { type Conversation, workspaceWithThread } from './conversations.ts';
import { recordingRooms } from './recording-rooms.ts';
import { stillClock } from './still-clock.ts';
import { testSurroundings } from './surroundings.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** A workspace whose time stands still until it is moved, in which a visitor has written and been told when he is answered. */
export async function promisesUnderTest(overrides: Partial<Surroundings> = {}) {
  const clock = stillClock(new Date('2026-11-23T10:00:00Z')); // a Monday
  const surroundings = await testSurroundings({ now: clock.now, ...overrides });
  const place = await workspaceWithThread(surroundings);
  const { env, told } = recordingRooms();
  const ctx: HandlerContext = { ...place.workspace, env };
  const { workspaceId } = ctx.actor;
  const drain = () => drainDueEvents(ctx, asUsual);
  const rows = async () => {
    const [made, waited] = await inWorkspace(ctx, [
      ctx.db
        .select()
        .from(promises)
        .where(eq(promises.workspaceId, workspaceId))
        .orderBy(asc(promises.madeAt), asc(promises.dueAt)),
      ctx.db.select().from(waits).where(eq(waits.workspaceId, workspaceId)).orderBy(asc(waits.since)),
    ]);
    return { promises: made, waits: waited };
  };
  const write = async (
    who: Conversation['visitor'] | typeof place.agent,
    threadId = place.threadId,
    text = 'And this',
  ) => {
    const id = MessageId.parse(ctx.newId());
    await sendMessage(who, threadId, { id, text });
    return id;
  };
  await drain();
  return {
    ...place,
    ctx,
    told,
    drain,
    rows,
    now: clock.now,
    /** Time goes by; what comes due meanwhile is followed up when it does. */
    pass: (ms: number) => clock.pass(ms, ctx, drain),
    /** Time goes by, and nobody sees to anything. */
    jump: clock.jump,
    visitorWrites: async (text?: string) => write(place.visitor, place.threadId, text),
    agentReplies: async (text?: string) => write(place.agent, place.threadId, text),
  };
}
