import type { AgentId, ChangeId, TagId, TeamId } from '@everthread/shared/models/ids';
import type { TopicEvent } from '@everthread/shared/models/topic-change';
import { expect, test } from 'vitest';
import { id, threadId, topicId } from '../../../test/sample.ts';
import { enWork } from '../../locales/en-work.ts';
import { eventWords } from './event-words.ts';

const [ada, grace] = [id(1) as AgentId, id(2) as AgentId];
const names = {
  agent: (who: AgentId) => (who === ada ? 'Ada' : 'Grace'),
  team: () => 'Support',
  tag: () => 'Billing',
  moment: () => 'Mon, 09:00',
};
const event = (what: TopicEvent['what'], agentId: AgentId | null = ada): TopicEvent => ({
  id: id(9) as ChangeId,
  threadId: threadId(1),
  topicId: topicId(1),
  rev: 2,
  afterSeq: 1,
  at: '2026-11-03T09:00:00.000Z',
  agentId,
  isUndone: false,
  what,
});
const changed = (after: object, before: object = {}) => event({ kind: 'changed', before, after });

test.each<[TopicEvent, string]>([
  [changed({ assigneeId: ada }), 'Ada took it'],
  [changed({ assigneeId: grace }), 'Ada assigned it to Grace'],
  [changed({ assigneeId: null }), 'Ada took the assignee off'],
  [changed({ teamId: id(3) as TeamId }), 'Ada gave it to Support'],
  [changed({ status: 'done' }), 'Ada marked it as done'],
  [changed({ status: 'open' }, { status: 'done' }), 'Ada reopened it'],
  [changed({ status: 'open' }, { status: 'snoozed' }), 'Ada woke it'],
  [changed({ status: 'snoozed', snoozedUntil: '2026-11-09T09:00:00.000Z' }), 'Ada snoozed it until Mon, 09:00'],
  [changed({ status: 'snoozed', snoozedUntil: null }), 'Ada snoozed it until the visitor writes'],
  [changed({ priority: 'urgent' }), 'Ada set its priority to Urgent'],
  [changed({ subject: 'Pots' }), 'Ada named it “Pots”'],
  [changed({ tagIds: [id(5) as TagId] }, { tagIds: [] }), 'Ada tagged it “Billing”'],
  [changed({ tagIds: [] }, { tagIds: [id(5) as TagId] }), 'Ada took “Billing” off'],
  [changed({ assigneeId: grace, priority: 'high' }), 'Ada assigned it to Grace · Ada set its priority to High'],
  [event({ kind: 'woken' }, null), 'Its snooze ended'],
  [event({ kind: 'split', fromId: topicId(2), count: 3 }), 'Ada split the topic in two'],
  [event({ kind: 'moved', fromId: topicId(2), count: 1 }), 'Ada moved a message to this topic'],
  [changed({ followerIds: [ada] }), ''],
])('%j reads: %s', (happened, words) => {
  expect(eventWords(happened, names, enWork).join(' · ')).toBe(words);
});
