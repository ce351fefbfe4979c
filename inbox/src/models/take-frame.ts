import type { AgentId, ThreadId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import type { TeamFrame } from '@everthread/shared/protocol/down';
import type { Signal } from '@preact/signals';
import type { DraftsModel } from './drafts-model.ts';
import type { LookingModel } from './looking-model.ts';
import type { MentionsModel } from './mentions-model.ts';
import type { PresenceModel } from './presence-model.ts';
import type { RosterModel } from './roster-model.ts';
import type { ThreadModel } from './thread-model.ts';
import type { TopicsModel } from './topics-model.ts';
import type { TypingModel } from './typing-model.ts';
import type { WritingModel } from './writing-model.ts';

/** Who hears what the team's Room says. */
export type Hearers = {
  agentId: AgentId;
  topics: TopicsModel;
  threads: Map<ThreadId, ThreadModel>;
  drafts: DraftsModel;
  writing: WritingModel;
  mentions: MentionsModel;
  looking: LookingModel;
  typing: TypingModel;
  presence: PresenceModel;
  roster: RosterModel;
  heard: Signal<TeamMessage | undefined>;
  joined: Signal<ReadonlyMap<ThreadId, ThreadId>>;
  catchUp: (threadId: ThreadId) => void;
  /** A visitor has written, and said with it where he is now. */
  onWritten: (threadId: ThreadId) => void;
};

/** Hands a frame to whoever shows what it is about. */
export function takeFrame(to: Hearers, frame: TeamFrame): void {
  const { topics, threads, typing, mentions } = to;
  switch (frame.type) {
    case 'message.sent': {
      const { message, topic } = frame;
      // One that is told late, or again, may be of a topic that this window has let go of.
      const isNew = message.seq === topic.firstSeq && message.seq === topic.lastSeq;
      topics.receive(topic, isNew, message.author.kind === 'visitor');
      threads.get(message.threadId)?.receiveMessage(message, topic);
      typing.stopped(topic.visitor.id, message.author.kind === 'agent' ? message.author.id : undefined);
      if (message.author.kind !== 'visitor') return;
      to.heard.value = message;
      to.onWritten(message.threadId);
      return;
    }
    case 'message.changed':
      topics.receive(frame.topic);
      threads.get(frame.message.threadId)?.receiveMessage(frame.message, frame.topic);
      return;
    case 'topic.changed':
      topics.receive(frame.topic);
      if (frame.isUnread) topics.receiveUnread(frame.topic.id);
      threads.get(frame.topic.threadId)?.receiveTopic(frame.topic, frame.event);
      return;
    case 'thread.rearranged':
      to.catchUp(frame.threadId);
      return;
    case 'scheduled.changed':
      threads.get(frame.scheduled.threadId)?.receiveScheduled(frame.scheduled);
      if (frame.scheduled.agent.id === to.agentId) to.writing.receive(frame.scheduled);
      return;
    case 'draft.changed':
      to.drafts.receive(frame.draft);
      return;
    case 'mentioned':
      mentions.receive(frame.mention);
      topics.views.named(frame.mention.topicId);
      return;
    case 'looking':
      to.looking.receive(frame);
      return;
    case 'topic.read':
      topics.receiveReadMark(frame.topicId, frame.seq);
      mentions.read(frame.topicId, frame.seq);
      return;
    case 'visitor.changed':
      topics.receiveVisitor(frame.visitor);
      threads.get(frame.threadId)?.receiveVisitor(frame.visitor);
      return;
    case 'thread.joined':
      takeJoined(to, frame);
      return;
    case 'thread.seen':
      threads.get(frame.threadId)?.receiveReceipt(frame.seen);
      return;
    case 'typing':
      typing.heard(frame.visitorId, frame.agent);
      return;
    case 'presence':
      to.presence.receive(frame.here);
      return;
    case 'views.changed':
      void topics.views.load();
      return;
    case 'workspace.changed':
      void to.roster.load();
      return;
    case 'knock.changed': // whoever shows it listens
    case 'welcome':
    case 'reset':
      return;
    default:
      frame satisfies never;
  }
}

function takeJoined(
  { threads, drafts, joined, topics, catchUp }: Hearers,
  { threadId, joinedThreadId }: Extract<TeamFrame, { type: 'thread.joined' }>,
): void {
  threads.delete(joinedThreadId);
  catchUp(threadId);
  drafts.move(joinedThreadId, threadId);
  // What was put together may have come apart again.
  joined.value = new Map([...joined.peek(), [joinedThreadId, threadId] as const].filter(([from]) => from !== threadId));
  void topics.reload();
}
