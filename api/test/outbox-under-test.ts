import { MessageId } from '@everthread/shared/models/ids';
import { asc, eq } from 'drizzle-orm';
import type { Surroundings } from '../src/context.ts';
import { inWorkspace } from '../src/db/in-workspace.ts';
import { outbox } from '../src/db/schema/outbox.ts';
import { AppError } from '../src/errors.ts';
import { sendMessage } from '../src/messages/send-message.ts';
import { drainDueEvents } from '../src/outbox/drain-outbox.ts';
import type { Manner } from '../src/outbox/follow-up.ts';
import type { HandlerContext } from '../src/outbox/handler.ts';
import type { HandlerTable } from '../src/outbox/handlers.ts';
import { wakeTopics } from '../src/topics/wake-topics.ts';
import { type Conversation, workspaceWithThread } from './conversations.ts';
import { recordingRooms } from './recording-rooms.ts';
import { testSurroundings } from './surroundings.ts';

/** A workspace whose time stands still until it is moved, and a handler that writes down what it follows up. */
export async function outboxUnderTest(overrides: Partial<Surroundings> = {}) {
  let now = new Date();
  const surroundings = await testSurroundings({ now: () => now, ...overrides });
  const place = await workspaceWithThread(surroundings);
  const { env, told, unreachable, woken } = recordingRooms();
  const ctx: HandlerContext = { ...place.workspace, env };
  const followed: string[] = [];
  const broken = new Set<string>();
  const watch = async (_: HandlerContext, events: readonly { messageId: string }[]) => {
    if (events.some(({ messageId }) => broken.has(messageId))) throw new AppError('unavailable', 'Secret words');
    followed.push(...events.map(({ messageId }) => messageId));
  };
  const handlers: HandlerTable = {
    'message.sent': [watch],
    'message.changed': [],
    'reply.due': [],
    'scheduled.changed': [],
    'draft.changed': [],
    'agent.mentioned': [],
    'thread.seen': [],
    'thread.joined': [],
    'message.unseen': [],
    'mention.unseen': [],
    'assignment.unseen': [],
    'returned.unseen': [],
    'push.due': [],
    'push.over': [],
    'notice.watch': [],
    'notice.mail': [],
    'answer.watch': [],
    'knock.push': [],
    'knock.mail': [],
    'workspace.changed': [],
    'notice.changed': [],
    'calendar.due': [],
    'rating.due': [],
    'agent.changed': [],
    'views.changed': [],
    'visitor.changed': [],
    'visitors.merged': [],
    'merge.over': [],
    'erasure.due': [],
    'visitor.left': [],
    'article.changed': [],
    'articles.indexed': [],
    'articles.outdated': [],
    'articles.unembedded': [],
    'site-import.due': [],
    'bot.turn': [],
    'bot.late': [],
    'bot.quiet': [],
    'flow.look-up': [],
    'flow.due': [],
    'flow.search': [],
    'identity.enforced': [],
    'secret.revoked': [],
    'topic.changed': [],
    'promise.changed': [],
    'promise.watch': [],
    'promise.at-risk': [],
    'promise.due': [],
    'target.changed': [],
    'target.due': [],
    'targets.review': [],
    'target.unseen': [],
    'promise.unseen': [],
    'waits.learn': [],
    'topic.read': [],
    'thread.rearranged': [],
    'snooze.ended': [wakeTopics],
  };
  const manner: Manner = { handlers, chance: () => 0, handlerLimitMs: 5_000 };
  return {
    ...place,
    ctx,
    env,
    told,
    unreachable,
    woken,
    followed,
    broken,
    surroundings,
    manner,
    drain: () => drainDueEvents(ctx, manner),
    pass: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
    /** What is left to follow up, but for looks at promises, which come due in hours. */
    rows: async () => {
      const [rows] = await inWorkspace(ctx, [
        ctx.db.select().from(outbox).where(eq(outbox.workspaceId, ctx.actor.workspaceId)).orderBy(asc(outbox.id)),
      ]);
      return rows.filter(({ type }) => type !== 'promise.watch' && type !== 'promise.due');
    },
  };
}

/** The visitor writes once more. */
export async function write({ visitor, threadId }: Pick<Conversation, 'visitor' | 'threadId'>) {
  const id = MessageId.parse(visitor.newId());
  await sendMessage(visitor, threadId, { id, text: 'And another' });
  return id;
}
