import { MessageId, type ThreadId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import type { Surroundings } from '../src/context.ts';
import { toTeamMessage } from '../src/messages/message-view.ts';
import { sendMessage } from '../src/messages/send-message.ts';
import { asUsual, drainDueEvents } from '../src/outbox/drain-outbox.ts';
import type { HandlerContext } from '../src/outbox/handler.ts';
import { changesAfter } from '../src/threads/changes-after.ts';
import { toTopic } from '../src/topics/topic-view.ts';
import { type Conversation, newThread } from './conversations.ts';
import { newKnowledge } from './knowledge.ts';
import { recordingRooms } from './recording-rooms.ts';
import { stillClock } from './still-clock.ts';
import { testSurroundings } from './surroundings.ts';
import { TEA_SHOP } from './tea-shop.ts';

type Written = Parameters<typeof newKnowledge>[1];

/** A workspace whose bot knows these articles, and whose time stands still until it is moved; a visitor has said hello. */
export async function botUnderTest(written: Written = TEA_SHOP, overrides: Partial<Surroundings> = {}) {
  const clock = stillClock(new Date('2026-11-23T10:00:00Z')); // a Monday
  const surroundings = await testSurroundings({ now: clock.now, ...overrides });
  const known = await newKnowledge(surroundings, written);
  const conversation = await newThread(known.workspace);
  const { env, told } = recordingRooms();
  const ctx: HandlerContext = { ...known.workspace, env };
  const drain = () => drainDueEvents(ctx, asUsual);
  const write = async (who: Conversation['visitor'] | typeof known.owner, text: string, threadId: ThreadId) => {
    const id = MessageId.parse(ctx.newId());
    await sendMessage(who, threadId, { id, text });
    return id;
  };
  const seenByTeam = async (threadId = conversation.threadId): Promise<TeamMessage[]> =>
    (await changesAfter(known.owner, threadId, 0)).messages.map(toTeamMessage);
  await drain();
  return {
    ...known,
    ...conversation,
    ctx,
    env,
    told,
    drain,
    seenByTeam,
    agent: known.owner,
    anotherThread: () => newThread(known.workspace),
    /** The visitor writes, and nothing follows yet. */
    write: (text: string, { visitor, threadId }: Pick<Conversation, 'visitor' | 'threadId'> = conversation) =>
      write(visitor, text, threadId),
    reply: (text = 'A person speaks', threadId = conversation.threadId) => write(known.owner, text, threadId),
    /** The visitor writes, and all that follows at once has followed. */
    async ask(text: string, from: Pick<Conversation, 'visitor' | 'threadId'> = conversation) {
      const id = await write(from.visitor, text, from.threadId);
      await drain();
      return id;
    },
    /** What the bot has said to the visitor. */
    said: async (threadId = conversation.threadId) =>
      (await seenByTeam(threadId)).filter(({ author, kind }) => author.kind === 'bot' && kind === 'message'),
    notes: async (threadId = conversation.threadId) =>
      (await seenByTeam(threadId)).filter(({ kind }) => kind === 'note'),
    topic: async (threadId = conversation.threadId) => {
      const topic = (await changesAfter(known.owner, threadId, 0)).topics.at(-1);
      if (!topic) throw new Error('A thread has a topic');
      return toTopic(topic);
    },
    now: clock.now,
    /** Time goes by, and what came due meanwhile is followed up at its end. */
    async jump(ms: number) {
      clock.jump(ms);
      await drain();
    },
    /** Time goes by; what comes due meanwhile is followed up when it does. */
    pass: (ms: number) => clock.pass(ms, ctx, drain),
  };
}
