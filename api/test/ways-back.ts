import type { NewDevice } from '@everthread/shared/models/device';
import { MessageId } from '@everthread/shared/models/ids';
import type { VisitorKey } from '@everthread/shared/models/visitor';
import type { Knock, VisitorPush } from '@everthread/shared/models/way-back';
import { eq } from 'drizzle-orm';
import { inWorkspace } from '../src/db/in-workspace.ts';
import { outbox } from '../src/db/schema/outbox.ts';
import { visitors } from '../src/db/schema/visitors.ts';
import { identify } from '../src/identity/identify.ts';
import { sendMessage } from '../src/messages/send-message.ts';
import { drainDueEvents } from '../src/outbox/drain-outbox.ts';
import { handlers } from '../src/outbox/handlers.ts';
import { markSeen } from '../src/threads/mark-seen.ts';
import { hashKey } from '../src/visitors/key-hash.ts';
import { keepVisitorDevice } from '../src/ways-back/keep-device.ts';
import { makePass, showPass } from '../src/ways-back/passes.ts';
import { pushKeysOf } from '../src/ways-back/push-keys.ts';
import { listKnocks } from '../src/ways-back/way-back.ts';
import { type Conversation, newKey, newThread } from './conversations.ts';
import { newAgent, newWorkspace } from './factories.ts';
import { newSecret } from './identities.ts';
import type { Mailbox } from './mailbox.ts';
import type { PushService } from './push-service.ts';
import { recordingRooms } from './recording-rooms.ts';
import { testConfig, testSurroundings } from './surroundings.ts';
import { startTestDatabase } from './test-database.ts';

/** A workspace whose visitors are pushed to by this service, and whose time stands still until it is moved. */
export async function workspaceWithWaysBack(
  service: PushService,
  mailbox: Mailbox,
  at = new Date('2026-11-18T10:00:00Z'),
) {
  let now = at;
  const config = testConfig((await startTestDatabase()).appUrl);
  const surroundings = await testSurroundings({
    now: () => now,
    config: {
      ...config,
      mail: { ...config.mail, baseUrl: mailbox.url },
      push: { ...config.push, services: [service.url] },
    },
  });
  const workspace = await newWorkspace(surroundings);
  const { workspaceId } = workspace.actor;
  const agent = await newAgent(workspace, 'owner', 'Mara');
  const { env, ended, told } = recordingRooms();
  const ctx = { ...workspace, env };
  const newId = () => MessageId.parse(surroundings.newId());
  const followUp = () => drainDueEvents(ctx, { handlers, chance: () => 0, handlerLimitMs: 8_000 });

  const newBrowser = async () => service.subscribe((await pushKeysOf(workspace)).publicKey);

  /** A browser of the visitor's that asks to be pushed to, as the window on our own origin does it. */
  async function subscribe({ visitor }: Conversation, browser: NewDevice) {
    const { pass } = await makePass(visitor, { purpose: 'notify' });
    const key = newKey();
    await showPass(surroundings, { workspaceId, pass, key, name: 'Chrome on Linux' });
    await keepVisitorDevice(surroundings, { workspaceId, key, endpoint: browser.endpoint, keys: browser.keys });
    return { key, endpoint: browser.endpoint };
  }

  return {
    surroundings,
    workspace,
    workspaceId,
    ctx,
    agent,
    ended,
    told,
    newThread: (key?: VisitorKey) => newThread(workspace, key),
    newBrowser,
    subscribe: async (conversation: Conversation, browser?: NewDevice) =>
      subscribe(conversation, browser ?? (await newBrowser())),
    reply: async ({ threadId }: Conversation, text = 'Good day') => {
      const { message } = await sendMessage(agent.ctx, threadId, { id: newId(), text });
      await followUp();
      return message;
    },
    read: async ({ visitor, threadId }: Conversation, seq = 1_000) => {
      await markSeen(visitor, threadId, { seq });
      await followUp();
    },
    pass: async (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1_000);
      await followUp();
    },
    followUp,
    /** He proves who he is, in the browser in which he has written; by which secret. */
    prove: async ({ visitor }: Conversation): Promise<string> => {
      const { id: secretId } = await newSecret(agent.ctx);
      const person = { externalId: surroundings.newId(), secretId };
      const asPerson = { ...workspace, actor: { kind: 'person' as const, workspaceId, person } };
      const { keyHash } = visitor.actor;
      await identify(asPerson, { keyHash, newKeyHash: hashKey(newKey()) });
      return secretId;
    },
    wait: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1_000);
    },
    setVisitor: ({ visitor }: Conversation, values: Partial<typeof visitors.$inferInsert>) =>
      inWorkspace(workspace, [
        workspace.db.update(visitors).set(values).where(eq(visitors.id, visitor.actor.visitorId)),
      ]),
    /** What came to this browser, oldest first. */
    shown: ({ endpoint }: { endpoint: string }) =>
      service.received.filter((one) => one.endpoint === endpoint).map(({ payload }) => payload as VisitorPush),
    knocks: async ({ threadId }: Conversation): Promise<Knock[]> => listKnocks(agent.ctx, threadId),
    looks: async () =>
      (
        await inWorkspace(workspace, [workspace.db.select().from(outbox).where(eq(outbox.workspaceId, workspaceId))])
      )[0].filter(({ type }) => type === 'answer.watch'),
  };
}
