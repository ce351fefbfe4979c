import { ConfirmAddress, ForgotPassword, ResetPassword, SignIn, SignUp } from '@everthread/shared/models/account';
import { HelpAsked } from '@everthread/shared/models/agent-help';
import {
  ArticleChange,
  ArticleImport,
  NewArticle,
  Publication,
  VariantChange,
} from '@everthread/shared/models/article';
import { LinksWanted } from '@everthread/shared/models/attachment';
import { NewHelped, QuestionsSettled, Verdict } from '@everthread/shared/models/bot';
import { CollectionChange, NewCollection } from '@everthread/shared/models/collection';
import { NewDevice } from '@everthread/shared/models/device';
import { DraftChange, WritingChange } from '@everthread/shared/models/draft';
import { ExperimentChange, ExperimentTurn } from '@everthread/shared/models/experiment';
import { FlowSave } from '@everthread/shared/models/flow';
import { CalendarSource, NewCalendar, OfficeHoursChange } from '@everthread/shared/models/hours';
import { SecretWanted } from '@everthread/shared/models/identity';
import { InvitedSignUp, NewInvitation, ShownInvitation } from '@everthread/shared/models/invitation';
import { MailCode, NewMailAddress, NewMailDomain } from '@everthread/shared/models/mail';
import { NewTeam, RoleChange, TeamChange } from '@everthread/shared/models/member';
import { MessageEdit, NewNote, NewReply, NewVisitorMessage } from '@everthread/shared/models/message';
import { NotificationChange } from '@everthread/shared/models/notification';
import { ParkedReplay } from '@everthread/shared/models/parked-event';
import { FreshProof, NewErasure, OwnErasure } from '@everthread/shared/models/personal-data';
import { ProfileChange } from '@everthread/shared/models/profile';
import { NewWord } from '@everthread/shared/models/promise';
import { NewRating } from '@everthread/shared/models/rating';
import { NewSavedReply, SavedReplyChange } from '@everthread/shared/models/saved-reply';
import { NewScheduled, ScheduledChange } from '@everthread/shared/models/scheduled';
import { Search } from '@everthread/shared/models/search';
import {
  AuthenticatorCode,
  NewPasskey,
  PasskeyRemoval,
  PasskeySignIn,
  SecondStep,
  WithPassword,
} from '@everthread/shared/models/second-factor';
import { NewSiteImport } from '@everthread/shared/models/site-import';
import { NewNotice } from '@everthread/shared/models/special-notice';
import { NewTag, TagChange } from '@everthread/shared/models/tag';
import { TargetChange } from '@everthread/shared/models/target';
import { SeenUpTo } from '@everthread/shared/models/thread';
import { TopicRead } from '@everthread/shared/models/topic';
import { ChangeUndo, MessagesMove, TopicChange } from '@everthread/shared/models/topic-change';
import { ChangeUndos, TopicChanges } from '@everthread/shared/models/topic-changes';
import { NewView, ViewChange, ViewsOrder } from '@everthread/shared/models/view';
import { VisitorChange } from '@everthread/shared/models/visitor-details';
import { NewMerge } from '@everthread/shared/models/visitor-merge';
import { BeginThread, Identify, LogOut, OpenSession } from '@everthread/shared/models/visitor-session';
import {
  NewPass,
  NewRecovery,
  NewVisitorDevice,
  OpenRecovery,
  PassAnswer,
  PassLook,
  ShownPass,
  WayBackChange,
  WaysBackChange,
} from '@everthread/shared/models/way-back';
import { NewWorkspace, WorkspaceChange } from '@everthread/shared/models/workspace';
import { WorkspaceModelChange } from '@everthread/shared/models/workspace-model';
import type { ZodMiniType } from 'zod/mini';
import { app } from '../src/app.ts';
import { Empty } from '../src/http/params.ts';
import { HookEvent } from '../src/mail/take-hook.ts';

const W = '/api/workspaces/:workspaceId';

/** What each route that takes a JSON body wants in it. A new route must be added, or the fuzz tests fail. */
export const ROUTE_SCHEMAS: Readonly<Record<string, ZodMiniType>> = {
  'POST /api/account/sign-up': SignUp,
  'POST /api/account/confirm': ConfirmAddress,
  'POST /api/account/sign-in': SignIn,
  'POST /api/account/sign-out': Empty,
  'POST /api/account/forgot': ForgotPassword,
  'POST /api/account/reset': ResetPassword,
  'POST /api/account/authenticator': WithPassword,
  'POST /api/account/authenticator/confirm': AuthenticatorCode,
  'POST /api/account/authenticator/remove': WithPassword,
  'POST /api/account/recovery-codes': WithPassword,
  'POST /api/account/passkeys/options': WithPassword,
  'POST /api/account/passkeys': NewPasskey,
  'POST /api/account/passkeys/remove': PasskeyRemoval,
  'POST /api/account/sign-in/second-step': SecondStep,
  'POST /api/account/sign-in/passkey-options': Empty,
  'POST /api/account/sign-in/passkey': PasskeySignIn,
  'POST /api/account/invitation': ShownInvitation,
  'POST /api/account/invitation/join': ShownInvitation,
  'POST /api/account/invitation/sign-up': InvitedSignUp,
  'PUT /api/account/devices': NewDevice,
  'POST /api/account/devices/:deviceId/test': Empty,
  [`PATCH ${W}/notifications`]: NotificationChange,
  'POST /api/hooks/resend': HookEvent,
  [`PUT ${W}/mail/domain`]: NewMailDomain,
  [`POST ${W}/mail/domain/check`]: Empty,
  'POST /api/visitor/mail-address': NewMailAddress,
  'POST /api/visitor/mail-address/code': MailCode,
  'POST /api/visitor/mail-address/transcript': Empty,
  'POST /api/visitor/personal-data/code': Empty,
  'POST /api/visitor/personal-data/export': FreshProof,
  'POST /api/visitor/personal-data/erasure': OwnErasure,
  'POST /api/visitor/threads': BeginThread,
  'POST /api/visitor/session': OpenSession,
  'POST /api/visitor/identify': Identify,
  'POST /api/visitor/logout': LogOut,
  'POST /api/visitor/ticket': Empty,
  'POST /api/visitor/threads/:threadId/messages': NewVisitorMessage,
  'PATCH /api/visitor/threads/:threadId/messages/:messageId': MessageEdit,
  'POST /api/visitor/threads/:threadId/seen': SeenUpTo,
  'POST /api/visitor/passes': NewPass,
  'POST /api/visitor/passes/show': ShownPass,
  'POST /api/visitor/passes/look': PassLook,
  'POST /api/visitor/passes/answer': PassAnswer,
  'POST /api/visitor/push-device': NewVisitorDevice,
  'POST /api/visitor/recoveries': NewRecovery,
  'POST /api/visitor/recoveries/open': OpenRecovery,
  'PATCH /api/visitor/way-back': WayBackChange,
  [`PATCH ${W}/ways-back`]: WaysBackChange,
  'POST /api/visitor/threads/:threadId/attachment-links': LinksWanted,
  'POST /api/workspaces': NewWorkspace,
  [`PATCH ${W}`]: WorkspaceChange,
  [`PATCH ${W}/profile`]: ProfileChange,
  [`PATCH ${W}/members/:agentId`]: RoleChange,
  [`POST ${W}/leave`]: Empty,
  [`PUT ${W}/hours/workspace`]: OfficeHoursChange,
  [`PUT ${W}/hours/teams/:teamId`]: OfficeHoursChange,
  [`POST ${W}/hours/calendar`]: CalendarSource,
  [`POST ${W}/hours/calendars`]: NewCalendar,
  [`PUT ${W}/flows/:flowId`]: FlowSave,
  [`PUT ${W}/targets/:targetId`]: TargetChange,
  [`PUT ${W}/experiments/:experimentId`]: ExperimentChange,
  [`POST ${W}/experiments/:experimentId/state`]: ExperimentTurn,
  [`PUT ${W}/special-notice`]: NewNotice,
  'POST /api/visitor/threads/:threadId/topics/:topicId/rating': NewRating,
  'POST /api/visitor/threads/:threadId/person': Empty,
  'POST /api/visitor/threads/:threadId/messages/:messageId/helped': NewHelped,
  [`POST ${W}/teams`]: NewTeam,
  [`PATCH ${W}/teams/:teamId`]: TeamChange,
  [`POST ${W}/invitations`]: NewInvitation,
  [`POST ${W}/invitations/:invitationId/resend`]: Empty,
  [`POST ${W}/identity-secrets`]: SecretWanted,
  [`POST ${W}/parked-events/replay`]: ParkedReplay,
  [`PUT ${W}/views/order`]: ViewsOrder,
  [`POST ${W}/ticket`]: Empty,
  [`POST ${W}/threads/:threadId/messages`]: NewReply,
  [`POST ${W}/threads/:threadId/scheduled`]: NewScheduled,
  [`PATCH ${W}/threads/:threadId/scheduled/:messageId`]: ScheduledChange,
  [`POST ${W}/threads/:threadId/scheduled/:messageId/take`]: Empty,
  [`PATCH ${W}/threads/:threadId/drafts/:kind`]: DraftChange,
  [`POST ${W}/saved-replies`]: NewSavedReply,
  [`PATCH ${W}/saved-replies/:savedReplyId`]: SavedReplyChange,
  [`POST ${W}/saved-replies/:savedReplyId/uses`]: Empty,
  [`PATCH ${W}/writing`]: WritingChange,
  [`POST ${W}/threads/:threadId/notes`]: NewNote,
  [`PATCH ${W}/threads/:threadId/messages/:messageId`]: MessageEdit,
  [`POST ${W}/threads/:threadId/attachment-links`]: LinksWanted,
  [`POST ${W}/search`]: Search,
  [`POST ${W}/topics/changes`]: TopicChanges,
  [`POST ${W}/topics/undos`]: ChangeUndos,
  [`POST ${W}/views`]: NewView,
  [`PATCH ${W}/views/:viewId`]: ViewChange,
  [`POST ${W}/topics/:topicId/read`]: TopicRead,
  [`POST ${W}/topics/:topicId/promises`]: NewWord,
  [`PATCH ${W}/topics/:topicId`]: TopicChange,
  [`POST ${W}/topics/:topicId/undo`]: ChangeUndo,
  [`POST ${W}/topics/:topicId/messages`]: MessagesMove,
  [`POST ${W}/topics/:topicId/messages/undo`]: ChangeUndo,
  [`POST ${W}/tags`]: NewTag,
  [`PATCH ${W}/tags/:tagId`]: TagChange,
  [`PATCH ${W}/visitors/:visitorId`]: VisitorChange,
  [`POST ${W}/visitors/:visitorId/erasure`]: NewErasure,
  [`POST ${W}/visitors/:visitorId/merges`]: NewMerge,
  [`POST ${W}/visitors/:visitorId/merges/:mergeId/undo`]: Empty,
  [`POST ${W}/threads/:threadId/help`]: HelpAsked,
  [`PUT ${W}/model`]: WorkspaceModelChange,
  [`POST ${W}/model/trial`]: WorkspaceModelChange,
  [`PUT ${W}/embeddings-model`]: WorkspaceModelChange,
  [`POST ${W}/embeddings-model/trial`]: WorkspaceModelChange,
  [`POST ${W}/bot/questions/settlement`]: QuestionsSettled,
  [`POST ${W}/bot/answers/:messageId/verdict`]: Verdict,
  [`POST ${W}/bot/answers/:messageId/recall`]: Empty,
  [`POST ${W}/articles`]: NewArticle,
  [`POST ${W}/site-imports`]: NewSiteImport,
  [`POST ${W}/site-imports/:importId/stop`]: Empty,
  [`POST ${W}/articles/import`]: ArticleImport,
  [`PATCH ${W}/articles/:articleId`]: ArticleChange,
  [`PATCH ${W}/articles/:articleId/variants/:language`]: VariantChange,
  [`POST ${W}/articles/:articleId/variants/:language/publication`]: Publication,
  [`POST ${W}/articles/:articleId/variants/:language/versions/:version/restoration`]: Publication,
  [`POST ${W}/collections`]: NewCollection,
  [`PATCH ${W}/collections/:collectionId`]: CollectionChange,
};

/** The routes of the app that take a JSON body. Files come as they are, and what pages send are forms. */
export const jsonRoutes = (): string[] => {
  const takesFile = (path: string) => /\/(photo|logo|article-images|attachments\/:attachmentId)$/.test(path);
  const routes = app.routes.filter(
    ({ method, path }) =>
      path.startsWith('/api/') && (/^(POST|PATCH)$/.test(method) || (method === 'PUT' && !takesFile(path))),
  );
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))].toSorted();
};
