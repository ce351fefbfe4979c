import { Hono } from 'hono';
import { accountRoutes } from './accounts/account-routes.ts';
import { agentHelp } from './agent-help/agent-routes.ts';
import { agentMembers } from './agents/agent-routes.ts';
import { agentProfile } from './agents/profile-routes.ts';
import { agentArticleImages, agentArticles, agentCollections } from './articles/agent-routes.ts';
import { agentAttachments } from './attachments/agent-routes.ts';
import { filesHost } from './attachments/files-host.ts';
import { visitorAttachments } from './attachments/visitor-routes.ts';
import { agentAudit } from './audit/agent-routes.ts';
import { agentBot } from './bot/agent-routes.ts';
import { visitorBot } from './bot/visitor-routes.ts';
import { agentDrafts, agentWriting } from './drafts/agent-routes.ts';
import { AppError } from './errors.ts';
import { agentExperiments } from './experiments/agent-routes.ts';
import { agentExports } from './exports/agent-routes.ts';
import { agentFlows } from './flows/agent-routes.ts';
import { helpPages } from './help/help-routes.ts';
import { visitorArticles } from './help/visitor-routes.ts';
import { agentHours } from './hours/agent-routes.ts';
import type { AgentEnv, ApiEnv, VisitorEnv } from './http/api-env.ts';
import { drainAfterResponse } from './http/drain-after-response.ts';
import { jsonOnly } from './http/json-only.ts';
import { onError } from './http/on-error.ts';
import { requireAgent } from './http/require-agent.ts';
import { requireVisitor } from './http/require-visitor.ts';
import { sameOrigin } from './http/same-origin.ts';
import { securityHeaders } from './http/security-headers.ts';
import { withSurroundings } from './http/surroundings.ts';
import { agentIdentitySecrets } from './identity/agent-routes.ts';
import { agentSiteImports } from './imports/agent-routes.ts';
import { agentInvitations } from './invitations/agent-routes.ts';
import { invitedRoutes } from './invitations/invited-routes.ts';
import { agentMail } from './mail/agent-routes.ts';
import { mailHooks } from './mail/hook-routes.ts';
import { mailStop } from './mail/stop-routes.ts';
import { visitorMail } from './mail/visitor-routes.ts';
import { agentMentions } from './mentions/agent-routes.ts';
import { agentMessages } from './messages/agent-routes.ts';
import { visitorMessages } from './messages/visitor-routes.ts';
import { agentNotifications } from './notifications/agent-routes.ts';
import { deviceRoutes } from './notifications/device-routes.ts';
import { agentParkedEvents } from './outbox/agent-routes.ts';
import { pages } from './pages/page-routes.ts';
import { agentPersonalData } from './personal-data/agent-routes.ts';
import { visitorPersonalData } from './personal-data/visitor-routes.ts';
import { agentPromises } from './promises/agent-routes.ts';
import { visitorRatings } from './ratings/visitor-routes.ts';
import { connectLive } from './realtime/connect.ts';
import { agentTicket, visitorTicket } from './realtime/ticket-routes.ts';
import { agentReport } from './report/agent-routes.ts';
import { agentSavedReplies } from './saved-replies/agent-routes.ts';
import { agentScheduled } from './scheduled/agent-routes.ts';
import { agentSearch } from './search/agent-routes.ts';
import { secondFactorRoutes } from './second-factors/account-routes.ts';
import { agentSpecialNotice } from './special-notices/agent-routes.ts';
import { agentTags } from './tags/agent-routes.ts';
import { agentTargets } from './targets/agent-routes.ts';
import { agentTeams } from './teams/agent-routes.ts';
import { agentThreads } from './threads/agent-routes.ts';
import { visitorThreads } from './threads/visitor-routes.ts';
import { agentTopics } from './topics/agent-routes.ts';
import { agentViews } from './views/agent-routes.ts';
import { agentVisitors } from './visitors/agent-routes.ts';
import { visitorKeyRoutes } from './visitors/key-routes.ts';
import { agentKnocks, agentWaysBack } from './ways-back/agent-routes.ts';
import { passRoutes } from './ways-back/key-routes.ts';
import { visitorWaysBack } from './ways-back/visitor-routes.ts';
import { agentModel } from './workspace-model/agent-routes.ts';
import { agentWorkspace, workspaceRoutes } from './workspaces/agent-routes.ts';

/** What a visitor's access token opens. */
const visitorApp = new Hono<VisitorEnv>()
  .use(requireVisitor, drainAfterResponse)
  .route('/threads', visitorMessages)
  .route('/threads', visitorThreads)
  .route('/threads', visitorAttachments)
  .route('/threads', visitorRatings)
  .route('/threads', visitorBot)
  .route('/ticket', visitorTicket)
  .route('/mail-address', visitorMail)
  .route('/personal-data', visitorPersonalData)
  .route('/', visitorWaysBack);

/** What an agent's cookie opens in the workspace of the URL. */
const agentApp = new Hono<AgentEnv>()
  .use(requireAgent, drainAfterResponse)
  .route('/', agentWorkspace)
  .route('/topics', agentTopics)
  .route('/topics/:topicId/promises', agentPromises)
  .route('/views', agentViews)
  .route('/search', agentSearch)
  .route('/tags', agentTags)
  .route('/visitors', agentVisitors)
  .route('/', agentPersonalData)
  .route('/articles', agentArticles)
  .route('/article-images', agentArticleImages)
  .route('/collections', agentCollections)
  .route('/site-imports', agentSiteImports)
  .route('/bot', agentBot)
  .route('/model', agentModel('answers'))
  .route('/embeddings-model', agentModel('embeddings'))
  .route('/flows', agentFlows)
  .route('/threads', agentThreads)
  .route('/threads', agentMessages)
  .route('/threads', agentScheduled)
  .route('/threads', agentDrafts)
  .route('/threads', agentHelp)
  .route('/writing', agentWriting)
  .route('/saved-replies', agentSavedReplies)
  .route('/mentions', agentMentions)
  .route('/export', agentExports)
  .route('/identity-secrets', agentIdentitySecrets)
  .route('/', agentMembers)
  .route('/profile', agentProfile)
  .route('/notifications', agentNotifications)
  .route('/teams', agentTeams)
  .route('/hours', agentHours)
  .route('/targets', agentTargets)
  .route('/experiments', agentExperiments)
  .route('/report', agentReport)
  .route('/special-notice', agentSpecialNotice)
  .route('/invitations', agentInvitations)
  .route('/audit', agentAudit)
  .route('/parked-events', agentParkedEvents)
  .route('/threads', agentAttachments)
  .route('/threads', agentKnocks)
  .route('/ways-back', agentWaysBack)
  .route('/mail', agentMail)
  .route('/ticket', agentTicket);

const api = new Hono<ApiEnv>()
  .use(jsonOnly)
  .route('/hooks', mailHooks)
  .route('/visitor', visitorKeyRoutes)
  .route('/visitor/articles', visitorArticles)
  .route('/visitor', passRoutes)
  .route('/visitor', visitorApp)
  .use('/account/*', sameOrigin)
  .use('/workspaces/*', sameOrigin)
  .route('/account', accountRoutes)
  .route('/account', secondFactorRoutes)
  .route('/account/invitation', invitedRoutes)
  .route('/account/devices', deviceRoutes)
  .route('/workspaces', workspaceRoutes)
  .route('/workspaces/:workspaceId', agentApp);

const door = () =>
  new Hono<ApiEnv>()
    .onError(onError)
    .notFound((c) => onError(new AppError('not_found', 'There is nothing at this address'), c))
    .use(securityHeaders)
    .use(withSurroundings)
    .use(filesHost);

/** Who may knock where. */
export const app = door()
  .route('/api', api)
  .get('/live', connectLive)
  .route('/mail/stop', mailStop)
  .route('/help', helpPages)
  .route('/', pages);

/** The host of files, and no other: whatever else is asked for is not there. */
export const filesApp = door();
