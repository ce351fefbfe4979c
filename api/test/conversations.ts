import { MessageId, type ThreadId, type TopicId } from '@everthread/shared/models/ids';
import { VisitorKey } from '@everthread/shared/models/visitor';
import { count, eq } from 'drizzle-orm';
import type { AgentActor, Context, KeyHolder, Surroundings, SystemActor, VisitorActor } from '../src/context.ts';
import { inWorkspace } from '../src/db/in-workspace.ts';
import { outbox } from '../src/db/schema/outbox.ts';
import { changesAfter } from '../src/threads/changes-after.ts';
import { beginThread } from '../src/visitors/begin-thread.ts';
import { hashKey } from '../src/visitors/key-hash.ts';
import { newAgent, newWorkspace } from './factories.ts';

/** A key as a browser makes it. */
export const newKey = () =>
  VisitorKey.parse(Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url'));

/** Somebody who shows a key nobody has seen. */
export const newcomer = (workspace: Context<SystemActor>, key = newKey()): Context<KeyHolder> => ({
  ...workspace,
  actor: { kind: 'key-holder', workspaceId: workspace.actor.workspaceId, keyHash: hashKey(key) },
});

export type Conversation = {
  visitor: Context<VisitorActor>;
  threadId: ThreadId;
  topicId: TopicId;
};

/** A visitor who has written `Hello`. */
export async function newThread(workspace: Context<SystemActor>, key = newKey()): Promise<Conversation> {
  const hello = { id: MessageId.parse(workspace.newId()), text: 'Hello' };
  const holder = newcomer(workspace, key);
  const { visitorId, identity, thread } = await beginThread(holder, hello);
  const topicId = thread.topics[0]?.id;
  if (!topicId) throw new Error('A thread begins with a topic');
  const { workspaceId, keyHash } = holder.actor;
  return {
    visitor: { ...workspace, actor: { kind: 'visitor', workspaceId, visitorId, keyHash, identity } },
    threadId: thread.id,
    topicId,
  };
}

export type WorkspaceWithThread = Conversation & {
  workspace: Context<SystemActor>;
  agent: Context<AgentActor>;
  anotherThread(): Promise<Conversation>;
  /** How many events wait in the workspace's outbox. */
  countEvents(): Promise<number>;
};

/** A fresh workspace with an agent, and a visitor who has written `Hello`. */
export async function workspaceWithThread(surroundings: Surroundings): Promise<WorkspaceWithThread> {
  const workspace = await newWorkspace(surroundings);
  const { ctx: agent } = await newAgent(workspace, 'owner');
  return {
    workspace,
    agent,
    ...(await newThread(workspace)),
    anotherThread: () => newThread(workspace),
    async countEvents() {
      const [[row]] = await inWorkspace(workspace, [
        workspace.db
          .select({ events: count() })
          .from(outbox)
          .where(eq(outbox.workspaceId, workspace.actor.workspaceId)),
      ]);
      return row?.events ?? 0;
    },
  };
}

/** All that this actor sees of a thread. */
export const threadOf = async (ctx: Context<VisitorActor | AgentActor>, threadId: ThreadId) =>
  (await changesAfter(ctx, threadId, 0)).messages;
