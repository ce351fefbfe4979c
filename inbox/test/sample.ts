import type { AgentId, MessageId, ThreadId, TopicId, VisitorId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import type { Topic, TopicRow } from '@everthread/shared/models/topic';

export const id = (n: number): string => `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
export const topicId = (n: number) => id(n) as TopicId;
export const threadId = (n: number) => id(n) as ThreadId;
export const messageId = (n: number) => id(n) as MessageId;

/** The minute `n` of a day on which everything in these tests happens. */
export const at = (minute: number): string => new Date(Date.UTC(2026, 10, 3, 9, minute)).toISOString();

/** Topic `n` of thread `n`, last written in at minute `n`. */
export const sampleTopic = (n: number, change: Partial<Topic> = {}): Topic => ({
  id: topicId(n),
  threadId: threadId(n),
  rev: 1,
  status: 'open',
  firstSeq: 1,
  lastSeq: 1,
  lastVisitorSeq: 1,
  startedAt: at(n),
  lastMessageAt: at(n),
  doneAt: null,
  preview: `Question ${n}`,
  previewBy: 'visitor',
  subject: null,
  assigneeId: null,
  teamId: null,
  priority: 'none',
  tagIds: [],
  followerIds: [],
  snoozedUntil: null,
  waitingSince: at(n),
  mergedIntoId: null,
  visitor: { id: id(n) as VisitorId, name: null, identity: 'claimed' },
  ...change,
});

export const sampleRow = (n: number, change: Partial<Topic> = {}, readSeq = 0): TopicRow => ({
  topic: sampleTopic(n, change),
  readSeq,
});

export const sampleMessage = (seq: number, change: Partial<TeamMessage> = {}): TeamMessage => ({
  id: messageId(seq),
  threadId: threadId(1),
  topicId: topicId(1),
  seq,
  rev: seq,
  author: { kind: 'visitor', id: id(1) as VisitorId, identity: 'claimed' },
  text: `Message ${seq}`,
  quote: null,
  attachments: [],
  sentAt: at(seq),
  editedAt: null,
  deletedAt: null,
  kind: 'message',
  ...change,
});

export const sampleAgent = { kind: 'agent', id: id(900) as AgentId, name: 'Mara' } as const;
