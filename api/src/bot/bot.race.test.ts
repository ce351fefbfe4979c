import { ChangeId, MessageId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { newThread } from '../../test/conversations.ts';
import { newKnowledge } from '../../test/knowledge.ts';
import { ownPostgres } from '../../test/own-postgres.ts';
import { recordingRooms } from '../../test/recording-rooms.ts';
import { TEA_SHOP } from '../../test/tea-shop.ts';
import { toTeamMessage } from '../messages/message-view.ts';
import { sendMessage } from '../messages/send-message.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { changeTopic } from '../topics/change-topic.ts';
import { callPerson } from './call-person.ts';
import { handOverLate, takeTurns } from './take-turns.ts';

const { surroundings } = await ownPostgres();
const { workspace, owner } = await newKnowledge(surroundings, TEA_SHOP);
const ctx = { ...workspace, env: recordingRooms().env };
const newMessage = (text: string) => ({ id: MessageId.parse(surroundings.newId()), text });

test.each([
  ['a person who writes', 'writes'],
  ['an end', 'closes'],
  ['the visitor’s next words', 'visitor'],
  ['a call for a person', 'person'],
])('J7 however it meets %s, the bot never speaks after that, nor twice to one message', async (_, how) => {
  for (let round = 0; round < 6; round += 1) {
    const { visitor, threadId, topicId } = await newThread(workspace);
    const asked = newMessage('Are you open on Sundays?');
    await sendMessage(visitor, threadId, asked);
    const events = (type: 'bot.turn' | 'bot.late') => [{ type, messageId: asked.id }] as never;
    await Promise.all([
      takeTurns(ctx, events('bot.turn')),
      ...(round % 3 === 0 ? [handOverLate(ctx, events('bot.late'))] : [takeTurns(ctx, events('bot.turn'))]),
      how === 'writes' && sendMessage(owner, threadId, newMessage('A person speaks')),
      how === 'closes' && changeTopic(owner, topicId, { id: ChangeId.parse(surroundings.newId()), status: 'done' }),
      how === 'visitor' && sendMessage(visitor, threadId, newMessage('And on Mondays?')),
      how === 'person' && callPerson(visitor, threadId),
    ]);
    const { messages, topics } = await changesAfter(owner, threadId, 0);
    const seen = messages.map(toTeamMessage).filter(({ kind }) => kind === 'message');
    const bots = seen.filter(({ author }) => author.kind === 'bot');
    const agents = seen.filter(({ author }) => author.kind === 'agent');
    expect(bots.filter(({ bot }) => bot?.kind === 'answer').length).toBeLessThanOrEqual(1);
    expect(bots.filter(({ bot }) => bot?.kind === 'handover').length).toBeLessThanOrEqual(1);
    const handover = bots.find(({ bot }) => bot?.kind === 'handover');
    for (const { seq } of bots) {
      expect(agents.every((agent) => agent.seq > seq)).toBe(true);
      expect(handover === undefined || seq <= handover.seq).toBe(true);
      // It answered what was the newest then: a message that came in between is never before its answer.
      expect(seen.filter(({ author, seq: own }) => author.kind === 'visitor' && own < seq).length).toBe(2);
    }
    if (how === 'closes') expect(['open', 'done']).toContain(topics.at(-1)?.status);
  }
});
