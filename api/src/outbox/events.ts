import type { DraftKind } from '@everthread/shared/models/draft';
import type {
  AgentId,
  ArticleId,
  CalendarId,
  ChangeId,
  DeviceId,
  ErasureId,
  FlowRunId,
  ImportId,
  MergeId,
  MessageId,
  PromiseId,
  ThreadId,
  TopicId,
  VisitorId,
} from '@everthread/shared/models/ids';

/** How far the articles' measure was taken, by which model, and what they said. Numbers alone. */
export type Measured = { model: string; asked: number; signs: (readonly number[])[] };

/** Of what an agent is told in a topic, once for each unread batch of it. */
export type ToldNotice = {
  topicId: TopicId;
  about: 'message' | 'mention' | 'assignment' | 'returned' | 'target' | 'promise';
};

/** What can happen. Ids only: whoever follows an event up reads the truth as it then is. */
export type OutboxEvent =
  | { type: 'message.sent'; messageId: MessageId }
  | { type: 'message.changed'; messageId: MessageId }
  | { type: 'reply.due'; replyId: MessageId }
  | { type: 'scheduled.changed'; replyId: MessageId }
  | { type: 'draft.changed'; agentId: AgentId; threadId: ThreadId; kind: DraftKind }
  | { type: 'agent.mentioned'; agentId: AgentId; messageId: MessageId }
  | { type: 'thread.seen'; threadId: ThreadId }
  | { type: 'topic.changed'; topicId: TopicId; changeId?: ChangeId }
  | { type: 'thread.rearranged'; threadId: ThreadId; topicIds: TopicId[]; changeId: ChangeId }
  | { type: 'snooze.ended'; topicId: TopicId; until: string }
  // What its visitor is told of when somebody answers; `wasAtRisk`: the team was told that what went before would not hold.
  | { type: 'promise.changed'; topicId: TopicId; rev: number; wasAtRisk?: boolean }
  | { type: 'promise.watch'; promiseId: PromiseId } // time to look whether it will hold
  | { type: 'promise.at-risk'; promiseId: PromiseId; topicId: TopicId } // it will hardly hold unless somebody answers soon
  | { type: 'promise.due'; promiseId: PromiseId }
  | { type: 'target.changed'; topicId: TopicId } // what the team wants to keep to there, and how it stands
  | { type: 'target.due'; topicId: TopicId } // a target's time has come there, or will soon
  | { type: 'targets.review'; after?: TopicId } // targets have changed, or what they hang on: in all topics after this one
  | { type: 'waits.learn' } // time to learn from how long visitors waited
  | { type: 'topic.read'; topicId: TopicId; agentId: AgentId; seq: number }
  | {
      type: 'thread.joined';
      threadId: ThreadId;
      joinedThreadId: ThreadId;
      joinedVisitorId: VisitorId;
      topicIds: TopicId[];
    }
  // Somebody may not have seen it; `isPutOff`: because he wanted to hear of nothing before. `null`: whomever it concerns.
  | { type: 'message.unseen'; messageId: MessageId; agentId: AgentId | null; isPutOff?: true }
  | { type: 'mention.unseen'; agentId: AgentId; messageId: MessageId; isPutOff?: true }
  | { type: 'assignment.unseen'; agentId: AgentId; topicId: TopicId; changeId: ChangeId; isPutOff?: true }
  | { type: 'returned.unseen'; agentId: AgentId; replyId: MessageId; isPutOff?: true }
  | { type: 'target.unseen'; agentId: AgentId | null; topicId: TopicId; rev: number; isPutOff?: true }
  | { type: 'promise.unseen'; agentId: AgentId | null; topicId: TopicId; rev: number; isPutOff?: true }
  | { type: 'push.due'; agentId: AgentId; deviceId: DeviceId; notices: ToldNotice[]; tries: number; until: string }
  | { type: 'push.over'; agentId: AgentId; deviceId: DeviceId; topicIds: TopicId[]; tries: number; until: string }
  // Time to look what of it is to be mailed; what is. `key`: by which the mail is known however often it is tried.
  | { type: 'notice.watch'; agentId: AgentId }
  | { type: 'notice.mail'; agentId: AgentId; notices: ToldNotice[]; key: string; tries: number; until: string }
  // A visitor may not have seen what he was answered. `until`: when it is tried no more; `deviceIds`: those that are left.
  | { type: 'answer.watch'; messageId: MessageId }
  | {
      type: 'knock.push';
      messageId: MessageId;
      tries: number;
      until: string;
      deviceIds?: DeviceId[];
      hasArrived?: true;
    }
  | { type: 'knock.mail'; messageId: MessageId; tries: number; until: string }
  | { type: 'workspace.changed' }
  | { type: 'notice.changed'; after?: VisitorId } // what visitors are told for a while
  | { type: 'calendar.due'; calendarId: CalendarId } // time to fetch a calendar of days off again
  | { type: 'rating.due'; topicId: TopicId; doneAt: string } // time to ask its visitor how it went
  | { type: 'agent.changed'; agentId: AgentId } // another role, or none any more
  | { type: 'views.changed'; agentId: AgentId | null } // null: one that all see
  | { type: 'visitor.changed'; visitorId: VisitorId }
  | { type: 'article.changed'; articleId: ArticleId }
  | { type: 'site-import.due'; importId: ImportId } // time to read the next pages of a site
  // Time to measure what the articles in this language know. `measured`: what was by then.
  | { type: 'articles.indexed'; spoken: string; measured?: Measured }
  | { type: 'articles.outdated'; after?: string } // docs, after this one, may be found as they were in an earlier way
  | { type: 'articles.unembedded'; after?: string } // passages, after this one, may have no vectors yet
  | { type: 'bot.turn'; messageId: MessageId } // a visitor has written what the bot may answer
  | { type: 'bot.late'; messageId: MessageId } // if it has not by now, a person does
  | { type: 'bot.quiet'; messageId: MessageId } // nobody has come back on what the bot said
  | { type: 'flow.look-up'; runId: FlowRunId; revision: number } // a run waits for what a webhook answers
  | { type: 'flow.due'; runId: FlowRunId; revision: number } // it has waited long enough
  | { type: 'flow.search'; messageId: MessageId } // a flow leaves to the bot what a visitor has written
  | { type: 'visitors.merged'; mergeId: MergeId; visitorIds: VisitorId[] } // or parted again
  | { type: 'merge.over'; mergeId: MergeId } // it can be undone no more
  // Somebody is erased. `filesDone`: so many of his files are gone; `again`: once more, for what was under way.
  | { type: 'erasure.due'; erasureId: ErasureId; filesDone?: number; again?: true }
  | { type: 'visitor.left'; visitorId: VisitorId; keyHash: string }
  | { type: 'identity.enforced'; after?: VisitorId }
  | { type: 'secret.revoked'; secretId: string; after?: string };
