import { letGo } from '../agents/let-go.ts';
import { answerSoon } from '../bot/answer-soon.ts';
import { embedArticles } from '../bot/embed-articles.ts';
import { indexAgain } from '../bot/index-again.ts';
import { calibrateIndexed, indexChanged } from '../bot/index-changed.ts';
import { recallAnswers } from '../bot/recall-answers.ts';
import { assumeHelped } from '../bot/resolve-topic.ts';
import { handOverLate, takeTurns } from '../bot/take-turns.ts';
import { endWaits } from '../flows/end-waits.ts';
import { lookUp } from '../flows/look-up.ts';
import { runFlows } from '../flows/run-flows.ts';
import { searchArticles } from '../flows/search-articles.ts';
import { fetchCalendars } from '../hours/fetch-calendars.ts';
import { importSoon } from '../imports/import-slice.ts';
import { forgetMerges } from '../merges/forget-merges.ts';
import { clearOver, clearRead } from '../notifications/clear-notices.ts';
import { mailAbsent } from '../notifications/mail-absent.ts';
import { askWhoSaw, askWhoSawMention, askWhoSawReturned, askWhoSawTopic } from '../notifications/notice-soon.ts';
import { notifyAbsent } from '../notifications/notify-absent.ts';
import { sendNoticeMails } from '../notifications/send-notice-mails.ts';
import { sendEnds, sendPushes } from '../notifications/send-pushes.ts';
import { learnWaits } from '../promises/learn-waits.ts';
import { reviewMerged, reviewMoved, reviewSent, reviewTopics } from '../promises/review-promises.ts';
import { endPromises, watchPromises } from '../promises/watch-promises.ts';
import { askForRatings, askSoon } from '../ratings/ask-for-ratings.ts';
import { deliverJoins, deliverVisitors, endJoinedSockets, endKeySockets } from '../realtime/deliver-identities.ts';
import { deliverMerges, endSocketsOfMerged } from '../realtime/deliver-merges.ts';
import { deliverNotice } from '../realtime/deliver-notice.ts';
import { deliverAtRisk, deliverPromises } from '../realtime/deliver-promises.ts';
import { deliverRearranged } from '../realtime/deliver-rearranged.ts';
import { deliverTargets } from '../realtime/deliver-targets.ts';
import { deliverMessages, deliverReads, deliverReceipts } from '../realtime/deliver-to-rooms.ts';
import { deliverTopics } from '../realtime/deliver-topics.ts';
import { deliverViews } from '../realtime/deliver-views.ts';
import { deliverWorkspace } from '../realtime/deliver-workspace.ts';
import { deliverDrafts, deliverMentions, deliverScheduled } from '../realtime/deliver-writing.ts';
import { endSocketsOfAgents } from '../realtime/end-agent-sockets.ts';
import { endClaimedSockets, endSocketsOfSecret } from '../realtime/end-many-sockets.ts';
import { releaseReplies } from '../scheduled/release-replies.ts';
import { indexSoon } from '../search/index-soon.ts';
import {
  targetsOfAll,
  targetsOfMoved,
  targetsOfSent,
  targetsOfTopics,
  targetsOfViews,
  targetsOfVisitors,
} from '../targets/review-targets.ts';
import { wakeTopics } from '../topics/wake-topics.ts';
import { endKnocks } from '../ways-back/end-knocks.ts';
import { knockAbsent } from '../ways-back/knock-absent.ts';
import { lookAfterAnswers, lookAfterTopics } from '../ways-back/look-after.ts';
import { sendVisitorMails, sendVisitorPushes } from '../ways-back/send-knocks.ts';
import { eraseSoon } from './erase-soon.ts';
import type { OutboxEvent } from './events.ts';
import type { Handler } from './handler.ts';

export type HandlerTable = {
  [Type in OutboxEvent['type']]: readonly Handler<Extract<OutboxEvent, { type: Type }>>[];
};

/** Everything that follows from a change, in order, on one page. */
export const handlers: HandlerTable = {
  'message.sent': [
    deliverMessages,
    indexSoon,
    reviewSent,
    targetsOfSent,
    askWhoSaw,
    lookAfterAnswers,
    runFlows,
    answerSoon,
  ],
  'message.changed': [deliverMessages, indexSoon, reviewSent, targetsOfSent],
  'reply.due': [releaseReplies],
  'scheduled.changed': [deliverScheduled, askWhoSawReturned],
  'draft.changed': [deliverDrafts],
  'agent.mentioned': [deliverMentions, askWhoSawMention],
  'thread.seen': [deliverReceipts, endKnocks],
  'topic.changed': [deliverTopics, indexSoon, askSoon, reviewTopics, targetsOfTopics, askWhoSawTopic, lookAfterTopics],
  'topic.read': [deliverReads, clearRead],
  'thread.rearranged': [deliverRearranged, indexSoon, reviewMoved, targetsOfMoved],
  'promise.changed': [deliverPromises, clearOver],
  'promise.watch': [watchPromises],
  'promise.at-risk': [deliverAtRisk],
  'promise.due': [endPromises],
  'target.changed': [deliverTargets],
  'target.due': [targetsOfTopics],
  'targets.review': [targetsOfAll],
  'waits.learn': [learnWaits],
  'snooze.ended': [wakeTopics],
  'thread.joined': [deliverJoins, endJoinedSockets, indexSoon, reviewMoved, targetsOfMoved],
  'message.unseen': [notifyAbsent],
  'mention.unseen': [notifyAbsent],
  'assignment.unseen': [notifyAbsent],
  'returned.unseen': [notifyAbsent],
  'target.unseen': [notifyAbsent],
  'promise.unseen': [notifyAbsent],
  'push.due': [sendPushes],
  'push.over': [sendEnds],
  'notice.watch': [mailAbsent],
  'notice.mail': [sendNoticeMails],
  'answer.watch': [knockAbsent],
  'knock.push': [sendVisitorPushes],
  'knock.mail': [sendVisitorMails],
  'workspace.changed': [deliverWorkspace],
  'notice.changed': [deliverNotice],
  'calendar.due': [fetchCalendars],
  'rating.due': [askForRatings],
  'agent.changed': [endSocketsOfAgents, letGo],
  'views.changed': [deliverViews, targetsOfViews],
  'visitor.changed': [deliverVisitors, indexSoon, targetsOfVisitors],
  'article.changed': [indexChanged, recallAnswers],
  'articles.indexed': [calibrateIndexed],
  'articles.outdated': [indexAgain],
  'articles.unembedded': [embedArticles],
  'site-import.due': [importSoon],
  'bot.turn': [takeTurns],
  'bot.late': [handOverLate],
  'bot.quiet': [assumeHelped],
  'flow.look-up': [lookUp],
  'flow.due': [endWaits],
  'flow.search': [searchArticles],
  'visitors.merged': [deliverMerges, endSocketsOfMerged, indexSoon, reviewMerged, targetsOfVisitors],
  'merge.over': [forgetMerges],
  'erasure.due': [eraseSoon],
  'visitor.left': [endKeySockets],
  'identity.enforced': [endClaimedSockets],
  'secret.revoked': [endSocketsOfSecret],
};
