import { ChangeId, type TagId } from '@everthread/shared/models/ids';
import type { TopicChange, TopicEvent } from '@everthread/shared/models/topic-change';
import { TeamFrame } from '@everthread/shared/protocol/down';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { newAgent } from '../../test/factories.ts';
import { recordingRooms } from '../../test/recording-rooms.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { createTag } from '../tags/create-tag.ts';
import { getThread } from '../threads/get-thread.ts';
import { changeTopic } from '../topics/change-topic.ts';
import { undoChange } from '../topics/undo-change.ts';

const surroundings = await testSurroundings();

async function roomsOfAThread() {
  const place = await workspaceWithThread(surroundings);
  const grace = await newAgent(place.workspace, 'agent', 'Grace');
  const tagId = surroundings.newId() as TagId;
  await createTag(place.agent, { id: tagId, name: 'Billing', color: 'blue' });
  const { env, told } = recordingRooms();
  const { workspaceId } = place.workspace.actor;
  const drain = () => drainOutbox(place.workspace, env, workspaceId);
  await drain();
  told.length = 0;
  return { ...place, grace, tagId, told, drain, team: `team:${workspaceId}` };
}

type Place = Awaited<ReturnType<typeof roomsOfAThread>>;
type Wanted = Omit<TopicChange, 'id'>;

const wantedIn = ({ grace, tagId }: Place): readonly Wanted[] => [
  { status: 'done' },
  { status: 'open' },
  { status: 'snoozed', snoozedUntil: '2099-01-01T09:00:00.000Z' },
  { assigneeId: grace.agentId },
  { assigneeId: null, priority: 'urgent' },
  { addTagIds: [tagId], subject: 'Pots' },
  { removeTagIds: [tagId], subject: null },
  { addFollowerIds: [grace.agentId] },
];

test('P30 what is done to a topic and undone is told to the team alone: old thread + frames = fresh thread', async () => {
  const steps = fc.array(fc.record({ which: fc.nat({ max: 7 }), isUndone: fc.boolean() }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(steps, async (done) => {
      const place = await roomsOfAThread();
      const { agent, threadId, topicId, told, drain, team } = place;
      const old = await getThread(agent, threadId);
      for (const { which, isUndone } of done) {
        const id = ChangeId.parse(surroundings.newId());
        const { event } = await changeTopic(agent, topicId, { id, ...wantedIn(place)[which] });
        if (isUndone && event) await undoChange(agent, topicId, id);
      }
      await drain();

      const topics = new Map(old.topics.map((topic) => [topic.id, topic]));
      const events = new Map(old.events.map((event): [string, TopicEvent] => [event.id, event]));
      for (const { room, frame } of told) {
        expect(room).toBe(team);
        expect(TeamFrame.parse(frame)).toEqual(frame);
        if (frame.type !== 'topic.changed') continue;
        topics.set(frame.topic.id, frame.topic);
        if (frame.event) events.set(frame.event.id, frame.event);
      }
      const fresh = await getThread(agent, threadId);
      expect([...topics.values()]).toEqual(fresh.topics);
      const inOrder = [...events.values()].filter(({ isUndone }) => !isUndone).sort((a, b) => a.rev - b.rev);
      expect(inOrder).toEqual(fresh.events);
    }),
    { numRuns: 12 },
  );
});
