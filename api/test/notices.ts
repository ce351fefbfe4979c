import { ChangeId, MessageId, TeamId } from '@everthread/shared/models/ids';
import type { NoticeKind, NotificationSettings, PushPayload } from '@everthread/shared/models/notification';
import type { TopicChange } from '@everthread/shared/models/topic-change';
import { and, asc, eq } from 'drizzle-orm';
import type { Context, SystemActor } from '../src/context.ts';
import { inWorkspace } from '../src/db/in-workspace.ts';
import { agents } from '../src/db/schema/agents.ts';
import { sessions } from '../src/db/schema/auth.ts';
import { agentNotices } from '../src/db/schema/push.ts';
import { teamMembers, teams } from '../src/db/schema/teams.ts';
import { sendMessage } from '../src/messages/send-message.ts';
import { keepDevice } from '../src/notifications/devices.ts';
import { UNSEEN_AFTER_MS } from '../src/notifications/notice-soon.ts';
import { drainDueEvents } from '../src/outbox/drain-outbox.ts';
import { handlers } from '../src/outbox/handlers.ts';
import type { OpenWindow } from '../src/realtime/looking.ts';
import { changeTopic } from '../src/topics/change-topic.ts';
import { type Conversation, newThread } from './conversations.ts';
import { newAgent, newWorkspace, type TestAgent } from './factories.ts';
import type { Mailbox } from './mailbox.ts';
import type { PushService } from './push-service.ts';
import { recordingRooms } from './recording-rooms.ts';
import { testConfig, testSurroundings } from './surroundings.ts';
import { startTestDatabase } from './test-database.ts';

/** A workspace whose agents are pushed to by this service, and mailed there, and whose time stands still until it is moved. */
export async function workspaceWithPushes(
  service: PushService,
  at = new Date('2026-11-18T10:00:00Z'),
  mailbox?: Mailbox,
) {
  let now = at;
  const config = testConfig((await startTestDatabase()).appUrl);
  const surroundings = await testSurroundings({
    now: () => now,
    config: {
      ...config,
      ...(mailbox && { mail: { ...config.mail, baseUrl: mailbox.url, replyDomain: 'reply.example' } }),
      push: { ...config.push, services: [service.url] },
    },
  });
  const workspace = await newWorkspace(surroundings);
  const { env, windows } = recordingRooms();
  const ctx = { ...workspace, env };
  const newId = () => MessageId.parse(surroundings.newId());

  /** An agent whose browser is pushed to. */
  async function newReachable(name: string, settings?: NotificationSettings) {
    const agent = await newAgent(workspace, 'agent', name);
    const device = await subscribe(agent);
    if (settings) await setAgent(workspace, agent, { notifications: settings });
    return { ...agent, ...device };
  }
  async function subscribe(agent: TestAgent) {
    const device = service.subscribe(config.push.agentKeys.publicKey);
    const { id } = await keepDevice(surroundings, agent.sessionToken, device);
    return { endpoint: device.endpoint, deviceId: id };
  }

  return {
    surroundings,
    workspace,
    ctx,
    windows,
    newReachable,
    subscribe,
    newThread: () => newThread(workspace),
    write: async ({ visitor, threadId }: Conversation, text = 'And another') =>
      sendMessage(visitor, threadId, { id: newId(), text }),
    reply: async (agent: TestAgent, { threadId }: Conversation, text = 'Good day') =>
      sendMessage(agent.ctx, threadId, { id: newId(), text }),
    change: (by: TestAgent, { topicId }: Conversation, change: Omit<TopicChange, 'id'>) =>
      changeTopic(by.ctx, topicId, { id: ChangeId.parse(surroundings.newId()), ...change }),
    async newTeam(members: readonly TestAgent[]) {
      const { workspaceId } = workspace.actor;
      const id = TeamId.parse(surroundings.newId());
      await inWorkspace(workspace, [
        workspace.db.insert(teams).values({ workspaceId, id, name: `Team ${id}`, createdAt: now }),
        workspace.db.insert(teamMembers).values(members.map(({ agentId }) => ({ workspaceId, teamId: id, agentId }))),
      ]);
      return id;
    },
    /** The same agent, signed in elsewhere too. */
    async newSignIn(agent: TestAgent): Promise<TestAgent> {
      const [sessionId, sessionToken] = [surroundings.newId(), surroundings.newId()];
      const expiresAt = new Date(now.getTime() + 30 * 24 * 60 * 60 * 1000);
      await inWorkspace(workspace, [
        workspace.db.insert(sessions).values({ id: sessionId, userId: agent.userId, token: sessionToken, expiresAt }),
      ]);
      return { ...agent, sessionId, sessionToken, ctx: { ...agent.ctx, actor: { ...agent.ctx.actor, sessionToken } } };
    },
    pass: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
    followUp: () => drainDueEvents(ctx, { handlers, chance: () => 0, handlerLimitMs: 8_000 }),
    /** Follows up what has happened, waits until somebody would have seen it, and follows up that nobody has. */
    async settle(ms = UNSEEN_AFTER_MS) {
      await drainDueEvents(ctx, { handlers, chance: () => 0, handlerLimitMs: 8_000 });
      now = new Date(now.getTime() + ms);
      await drainDueEvents(ctx, { handlers, chance: () => 0, handlerLimitMs: 8_000 });
    },
    sitsBefore: ({ agentId, sessionId }: TestAgent, isAttending = true) => {
      windows.splice(0, windows.length, { agentId, sessionId, isAttending } satisfies OpenWindow);
    },
    getUp: () => void windows.splice(0),
    /** What came to this browser, oldest first. */
    shown: ({ endpoint }: { endpoint: string }) =>
      service.received.filter((one) => one.endpoint === endpoint).map(({ payload }) => payload as PushPayload),
    notices: async (agent: TestAgent) =>
      (
        await inWorkspace(workspace, [
          workspace.db
            .select()
            .from(agentNotices)
            .where(and(eq(agentNotices.workspaceId, agent.workspaceId), eq(agentNotices.agentId, agent.agentId)))
            .orderBy(asc(agentNotices.topicId)),
        ])
      )[0],
  };
}

export const kindsOf = (payloads: readonly PushPayload[]): (NoticeKind[] | string)[] =>
  payloads.map((payload) => (payload.type === 'show' ? payload.notices.map(({ kind }) => kind) : payload.type));

/** Sets columns of an agent's row. */
export async function setAgent(
  workspace: Context<SystemActor>,
  { workspaceId, agentId }: TestAgent,
  values: Partial<typeof agents.$inferInsert>,
): Promise<void> {
  const thisOne = and(eq(agents.workspaceId, workspaceId), eq(agents.id, agentId));
  await inWorkspace(workspace, [workspace.db.update(agents).set(values).where(thisOne)]);
}
