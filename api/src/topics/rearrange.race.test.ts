import { ChangeId, MessageId, TopicId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { newAgent } from '../../test/factories.ts';
import { ownPostgres } from '../../test/own-postgres.ts';
import { faultsIn, shapeOf } from '../../test/thread-shape.ts';
import { AppError } from '../errors.ts';
import { sendMessage } from '../messages/send-message.ts';
import { changeTopic } from './change-topic.ts';
import { moveMessages } from './move-messages.ts';
import { undoMove } from './undo-move.ts';

const { surroundings } = await ownPostgres();
const newId = () => surroundings.newId();
const hello = () => ({ id: MessageId.parse(newId()), text: 'Hello' });

const refusedAtMost = (work: Promise<unknown>) =>
  work.catch((error: unknown) => {
    if (!(error instanceof AppError) || !['conflict', 'invalid'].includes(error.code)) throw error;
  });

test('two agents take a topic at one moment: one has it, and the other is told who', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { workspace, agent, threadId, topicId } = await workspaceWithThread(surroundings);
    const both = [await newAgent(workspace, 'agent', 'Ada'), await newAgent(workspace, 'agent', 'Grace')];

    const answers = await Promise.allSettled(
      both.map(({ ctx, agentId }) =>
        changeTopic(ctx, topicId, { id: ChangeId.parse(newId()), assigneeId: agentId, expect: { assigneeId: null } }),
      ),
    );

    const [now] = (await shapeOf(agent, threadId)).topics;
    const winner = answers[0]?.status === 'fulfilled' ? 0 : 1;
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(now?.assigneeId).toBe(both[winner]?.agentId);
    expect(answers[1 - winner]).toMatchObject({
      reason: {
        code: 'conflict',
        message: `${winner === 0 ? 'Ada' : 'Grace'} has it`,
        details: { topic: { assigneeId: now?.assigneeId } },
      },
    });
  }
});

test('while visitors and agents write, topics are split, merged, moved and put back: nothing is lost or twice', {
  timeout: 60_000,
}, async () => {
  for (let round = 0; round < 5; round += 1) {
    const { agent, visitor, threadId } = await workspaceWithThread(surroundings);
    for (let said = 0; said < 6; said += 1) await sendMessage(said % 2 ? agent : visitor, threadId, hello());

    const write = async () => {
      for (let said = 0; said < 12; said += 1) await sendMessage(said % 3 ? visitor : agent, threadId, hello());
    };
    const rearrange = async (seed: number) => {
      for (let turn = seed; turn < seed + 10; turn += 1) {
        const { messages, topics } = await shapeOf(agent, threadId);
        const message = messages[(turn * 7) % messages.length];
        const other = topics[(turn * 3) % topics.length];
        if (!message || !other) continue;
        const id = ChangeId.parse(newId());
        const [which, isNew] = (
          [
            ['from', true],
            ['one', turn % 2 === 0],
            ['all', false],
          ] as const
        )[turn % 3] ?? ['from', true];
        const intoId = isNew ? TopicId.parse(newId()) : other.id;
        const chosen = which === 'all' ? ({ which } as const) : ({ which, messageId: message.id } as const);
        await refusedAtMost(moveMessages(agent, message.topicId, { id, messages: chosen, intoId, isNew }));
        if (turn % 4 === 0) await undoMove(agent, intoId, id).catch(() => {});
      }
    };
    await Promise.all([write(), write(), rearrange(round), rearrange(round + 5)]);

    const now = await shapeOf(agent, threadId);
    expect(faultsIn(now)).toEqual([]);
    expect(now.messages).toHaveLength(7 + 24);
  }
});
