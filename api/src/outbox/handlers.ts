import { letGo } from '../agents/let-go.ts';
import { deliverJoins, deliverVisitors, endJoinedSockets, endKeySockets } from '../realtime/deliver-identities.ts';
import { deliverRearranged } from '../realtime/deliver-rearranged.ts';
import { deliverMessages, deliverReads, deliverReceipts } from '../realtime/deliver-to-rooms.ts';
import { deliverTopics } from '../realtime/deliver-topics.ts';
import { deliverViews } from '../realtime/deliver-views.ts';
import { deliverMerges, endSocketsOfMerged } from '../realtime/deliver-merges.ts';
import { deliverWorkspace } from '../realtime/deliver-workspace.ts';
import { deliverDrafts, deliverMentions, deliverScheduled } from '../realtime/deliver-writing.ts';
import { endSocketsOfAgents } from '../realtime/end-agent-sockets.ts';
import { endClaimedSockets, endSocketsOfSecret } from '../realtime/end-many-sockets.ts';
import { releaseReplies } from '../scheduled/release-replies.ts';
import { indexSoon } from '../search/index-soon.ts';
import { wakeTopics } from '../topics/wake-topics.ts';
import type { OutboxEvent } from './events.ts';
import type { Handler } from './handler.ts';

export type HandlerTable = {
  [Type in OutboxEvent['type']]: readonly Handler<Extract<OutboxEvent, { type: Type }>>[];
};

/** Everything that follows from a change, in order, on one page. */
export const handlers: HandlerTable = {
  'message.sent': [deliverMessages, indexSoon],
  'message.changed': [deliverMessages, indexSoon],
  'reply.due': [releaseReplies],
  'scheduled.changed': [deliverScheduled],
  'draft.changed': [deliverDrafts],
  'agent.mentioned': [deliverMentions],
  'thread.seen': [deliverReceipts],
  'topic.changed': [deliverTopics, indexSoon],
  'topic.read': [deliverReads],
  'thread.rearranged': [deliverRearranged, indexSoon],
  'snooze.ended': [wakeTopics],
  'thread.joined': [deliverJoins, endJoinedSockets, indexSoon],
  'workspace.changed': [deliverWorkspace],
  'agent.changed': [endSocketsOfAgents, letGo],
  'views.changed': [deliverViews],
  'visitor.changed': [deliverVisitors, indexSoon],
  'article.changed': [],
  'visitor.left': [endKeySockets],
  'identity.enforced': [endClaimedSockets],
  'secret.revoked': [endSocketsOfSecret],
};
  'visitors.merged': [deliverMerges, endSocketsOfMerged, indexSoon],
