import { createECDH, randomBytes } from 'node:crypto';
import type { VisitorSession } from '@everthread/shared/models/visitor-session';
import { sql } from 'drizzle-orm';
import { inject } from 'vitest';
import type { Context, SystemActor } from '../api/src/context.ts';
import { connect } from '../api/src/db/connect.ts';
import { newKey } from '../api/test/conversations.ts';
import { newAgent } from '../api/test/factories.ts';
import { sample } from '../api/test/images.ts';
import { type Answer, knock } from './knock.ts';
import { newMessageId, type Place, surroundingsOfSystem, uploadAs } from './people.ts';

/** A workspace in which there is something of everything that a route may name. */
export type Tried = Place & {
  fileId: string;
  visitorsMessageId: string;
  agentsMessageId: string;
  scheduledId: string;
  savedReplyId: string;
  articleId: string;
  collectionId: string;
  tagId: string;
  changeId: string;
  viewId: string;
  experimentId: string; // that runs
  colleagueId: string;
  otherVisitorId: string;
  teamId: string;
  invitationId: string;
  deviceId: string;
};

/** For each route that belongs to somebody a request that would work for him. A new route must be added, or the suites fail. */
export const requests: Record<string, (place: Tried) => { query?: string; body?: unknown }> = {
  'DELETE /api/account/sessions/:sessionId': () => ({}),
  'DELETE /api/workspaces/:workspaceId/identity-secrets/:secretId': () => ({}),
  'GET /api/account/me': () => ({}),
  'GET /api/account/sessions': () => ({}),
  'GET /api/account/unread': () => ({}),
  'GET /api/account/devices': () => ({}),
  'PUT /api/account/devices': () => ({ body: newDevice() }),
  'POST /api/account/devices/:deviceId/test': () => ({ body: {} }),
  'DELETE /api/account/devices/:deviceId': () => ({}),
  'GET /api/account/second-factors': () => ({}),
  'GET /api/visitor/threads/:threadId/changes': () => ({ query: '?after=0' }),
  'GET /api/visitor/threads/:threadId/messages': () => ({ query: '?before=100' }),
  'GET /api/workspaces/:workspaceId': () => ({}),
  // Before the topic is done by one of those that follow.
  'POST /api/workspaces/:workspaceId/topics/:topicId/promises': ({ agentsMessageId }) => ({
    body: {
      id: crypto.randomUUID(),
      messageId: agentsMessageId,
      dueAt: new Date(Date.now() + 3_600_000).toISOString(),
    },
  }),
  'PATCH /api/workspaces/:workspaceId/profile': () => ({ body: { isAway: true } }),
  'PUT /api/workspaces/:workspaceId/profile/photo': () => ({ body: sample('webp') }),
  'DELETE /api/workspaces/:workspaceId/profile/photo': () => ({}),
  'PUT /api/workspaces/:workspaceId/logo': () => ({ body: sample('webp') }),
  'DELETE /api/workspaces/:workspaceId/logo': () => ({}),
  'GET /api/workspaces/:workspaceId/notifications': () => ({}),
  'PATCH /api/workspaces/:workspaceId/notifications': () => ({ body: { showsWords: false } }),
  'GET /api/workspaces/:workspaceId/members': () => ({}),
  'PATCH /api/workspaces/:workspaceId/members/:agentId': () => ({ body: { role: 'viewer' } }),
  'DELETE /api/workspaces/:workspaceId/members/:agentId': () => ({}),
  'GET /api/workspaces/:workspaceId/hours': () => ({}),
  'PUT /api/workspaces/:workspaceId/hours/workspace': () => ({ body: { schedule: null } }),
  'PUT /api/workspaces/:workspaceId/hours/teams/:teamId': () => ({ body: { schedule: null } }),
  'POST /api/workspaces/:workspaceId/hours/calendar': () => ({
    body: { text: 'BEGIN:VCALENDAR\nEND:VCALENDAR' },
  }),
  'POST /api/workspaces/:workspaceId/hours/calendars': () => ({
    body: { id: crypto.randomUUID(), teamId: null, url: 'https://calendars.example/days.ics' },
  }),
  'DELETE /api/workspaces/:workspaceId/hours/calendars/:calendarId': () => ({}),
  'GET /api/workspaces/:workspaceId/flows': () => ({}),
  'GET /api/workspaces/:workspaceId/flows/:flowId/secret': () => ({}),
  'PUT /api/workspaces/:workspaceId/flows/:flowId': () => ({
    body: {
      base: 0,
      isOn: false,
      plan: { name: 'Smuggled', trigger: 'first-message', conditions: [], steps: [{ kind: 'person', id: 'person' }] },
    },
  }),
  'DELETE /api/workspaces/:workspaceId/flows/:flowId': () => ({}),
  'GET /api/workspaces/:workspaceId/targets': () => ({}),
  'PUT /api/workspaces/:workspaceId/targets/:targetId': () => ({
    body: {
      name: 'Smuggled',
      viewId: null,
      filters: {},
      minutes: { first: 60, next: null, done: null },
      inOfficeHours: true,
    },
  }),
  'DELETE /api/workspaces/:workspaceId/targets/:targetId': () => ({}),
  'GET /api/workspaces/:workspaceId/targets/report': () => ({ query: '?days=28' }),
  'GET /api/workspaces/:workspaceId/experiments': () => ({}),
  'GET /api/workspaces/:workspaceId/experiments/:experimentId/report': () => ({}),
  'PUT /api/workspaces/:workspaceId/experiments/:experimentId': () => ({
    body: { ...EXPERIMENT, name: 'Smuggled' },
  }),
  'POST /api/workspaces/:workspaceId/experiments/:experimentId/state': () => ({ body: { state: 'ended' } }),
  'DELETE /api/workspaces/:workspaceId/experiments/:experimentId': () => ({}),
  'GET /api/workspaces/:workspaceId/report': () => ({ query: '?days=28' }),
  'GET /api/workspaces/:workspaceId/special-notice': () => ({}),
  'PUT /api/workspaces/:workspaceId/special-notice': () => ({
    body: { id: newMessageId(), text: 'Slow today', endsAt: new Date(Date.now() + 3_600_000).toISOString() },
  }),
  'DELETE /api/workspaces/:workspaceId/special-notice': () => ({}),
  'POST /api/visitor/threads/:threadId/topics/:topicId/rating': () => ({ body: { score: 5 } }),
  'POST /api/visitor/threads/:threadId/person': () => ({ body: {} }),
  'POST /api/visitor/threads/:threadId/messages/:messageId/helped': () => ({ body: { helped: true } }),
  'GET /api/visitor/threads/:threadId/messages/:messageId/quotes/:place': () => ({}),
  'POST /api/workspaces/:workspaceId/teams': () => ({ body: { name: `Team ${newMessageId()}` } }),
  'PATCH /api/workspaces/:workspaceId/teams/:teamId': () => ({ body: { name: `Team ${newMessageId()}` } }),
  'GET /api/workspaces/:workspaceId/invitations': () => ({}),
  'POST /api/workspaces/:workspaceId/invitations': () => ({
    body: { email: `${newMessageId()}@example.com`, role: 'agent' },
  }),
  'POST /api/workspaces/:workspaceId/invitations/:invitationId/resend': () => ({ body: {} }),
  'DELETE /api/workspaces/:workspaceId/invitations/:invitationId': () => ({}),
  'GET /api/workspaces/:workspaceId/audit': () => ({}),
  'GET /api/workspaces/:workspaceId/export': () => ({ query: '?what=messages&format=json' }),
  'GET /api/workspaces/:workspaceId/identity-secrets': () => ({}),
  'GET /api/workspaces/:workspaceId/parked-events': () => ({}),
  'GET /api/workspaces/:workspaceId/threads/:threadId': () => ({}),
  'GET /api/workspaces/:workspaceId/threads/:threadId/changes': () => ({ query: '?after=0' }),
  'GET /api/workspaces/:workspaceId/threads/:threadId/messages': () => ({ query: '?before=100' }),
  'GET /api/workspaces/:workspaceId/topics': () => ({ query: '?status=open' }),
  'PUT /api/visitor/threads/:threadId/attachments/:attachmentId': () => ({ query: '?name=a.txt', body: 'smuggled' }),
  'PUT /api/workspaces/:workspaceId/threads/:threadId/attachments/:attachmentId': () => ({
    query: '?name=a.txt',
    body: 'smuggled',
  }),
  'POST /api/visitor/threads/:threadId/attachment-links': ({ fileId }) => ({ body: { ids: [fileId] } }),
  'POST /api/workspaces/:workspaceId/threads/:threadId/attachment-links': ({ fileId }) => ({ body: { ids: [fileId] } }),
  'PATCH /api/workspaces/:workspaceId': () => ({ body: { name: 'Taken over' } }),
  'POST /api/visitor/threads/:threadId/messages': () => ({ body: { id: newMessageId(), text: 'smuggled' } }),
  'DELETE /api/visitor/threads/:threadId/messages/:messageId': () => ({}),
  'DELETE /api/workspaces/:workspaceId/threads/:threadId/messages/:messageId': () => ({}),
  'GET /api/workspaces/:workspaceId/threads/:threadId/messages/:messageId/versions': () => ({}),
  'GET /api/workspaces/:workspaceId/threads/:threadId/messages/:messageId/mail': () => ({}),
  'GET /api/workspaces/:workspaceId/mail': () => ({}),
  'PUT /api/workspaces/:workspaceId/mail/domain': () => ({ body: { sender: 'support@smuggled.example' } }),
  'POST /api/workspaces/:workspaceId/mail/domain/check': () => ({ body: {} }),
  'DELETE /api/workspaces/:workspaceId/mail/domain': () => ({}),
  'GET /api/workspaces/:workspaceId/threads/:threadId/messages/:messageId/mail/look': () => ({}),
  'PATCH /api/visitor/threads/:threadId/messages/:messageId': () => ({ body: { text: 'smuggled' } }),
  'PATCH /api/workspaces/:workspaceId/threads/:threadId/messages/:messageId': () => ({ body: { text: 'smuggled' } }),
  'POST /api/visitor/threads/:threadId/seen': () => ({ body: { seq: 1 } }),
  'GET /api/visitor/way-back': () => ({}),
  'PATCH /api/visitor/way-back': () => ({ body: {} }),
  'GET /api/visitor/push-key': () => ({}),
  'POST /api/visitor/passes': () => ({ body: { purpose: 'carry' } }),
  'POST /api/visitor/passes/look': () => ({ body: { pass: 'x'.repeat(32) } }),
  'POST /api/visitor/passes/answer': () => ({ body: { pass: 'x'.repeat(32), isMine: false } }),
  'GET /api/visitor/devices': () => ({}),
  'DELETE /api/visitor/devices/:deviceId': () => ({}),
  'GET /api/workspaces/:workspaceId/threads/:threadId/knocks': () => ({}),
  'GET /api/workspaces/:workspaceId/ways-back': () => ({}),
  'PATCH /api/workspaces/:workspaceId/ways-back': () => ({ body: { showsWords: false } }),
  'POST /api/visitor/ticket': () => ({ body: {} }),
  'GET /api/visitor/mail-address': () => ({}),
  'POST /api/visitor/mail-address': () => ({ body: { address: `smuggled-${crypto.randomUUID()}@mail.example` } }),
  'POST /api/visitor/mail-address/code': () => ({ body: { code: '000000' } }),
  'DELETE /api/visitor/mail-address': () => ({}),
  'POST /api/workspaces': () => ({ body: { name: 'Mine' } }),
  'POST /api/workspaces/:workspaceId/identity-secrets': () => ({ body: {} }),
  'POST /api/workspaces/:workspaceId/parked-events/replay': () => ({ body: {} }),
  'POST /api/workspaces/:workspaceId/threads/:threadId/messages': () => ({
    body: { id: newMessageId(), text: 'smuggled' },
  }),
  'POST /api/workspaces/:workspaceId/threads/:threadId/notes': () => ({
    body: { id: newMessageId(), text: 'smuggled' },
  }),
  'POST /api/workspaces/:workspaceId/threads/:threadId/scheduled': () => ({
    body: { id: newMessageId(), text: 'smuggled', seenSeq: 100, release: { holdSeconds: 5 } },
  }),
  'PATCH /api/workspaces/:workspaceId/threads/:threadId/scheduled/:messageId': () => ({
    body: { seenSeq: 100, release: { at: new Date(Date.now() + 7_200_000).toISOString() } },
  }),
  'POST /api/workspaces/:workspaceId/threads/:threadId/scheduled/:messageId/take': () => ({ body: {} }),
  'DELETE /api/workspaces/:workspaceId/threads/:threadId/scheduled/:messageId': () => ({}),
  'PATCH /api/workspaces/:workspaceId/threads/:threadId/drafts/:kind': () => ({ body: { base: 0, text: 'smuggled' } }),
  'GET /api/workspaces/:workspaceId/mentions': () => ({}),
  'GET /api/workspaces/:workspaceId/bot/questions': () => ({}),
  'POST /api/workspaces/:workspaceId/bot/questions/settlement': () => ({ body: { ids: [crypto.randomUUID()] } }),
  'GET /api/workspaces/:workspaceId/bot/figures': () => ({}),
  'GET /api/workspaces/:workspaceId/threads/:threadId/topics/:topicId/help': () => ({}),
  'POST /api/workspaces/:workspaceId/threads/:threadId/help': () => ({ body: { do: 'summary', to: 'en' } }),
  'GET /api/workspaces/:workspaceId/model': () => ({}),
  'PUT /api/workspaces/:workspaceId/model': () => ({
    body: { baseUrl: 'https://models.example/v1', name: 'smuggled' },
  }),
  'POST /api/workspaces/:workspaceId/model/trial': () => ({
    body: { baseUrl: 'https://models.example/v1', name: 'smuggled' },
  }),
  'DELETE /api/workspaces/:workspaceId/model': () => ({}),
  'GET /api/workspaces/:workspaceId/bot/answers/sample': () => ({}),
  'POST /api/workspaces/:workspaceId/bot/answers/:messageId/verdict': () => ({ body: { verdict: 'right' } }),
  'GET /api/workspaces/:workspaceId/bot/answers/recalled': () => ({}),
  'POST /api/workspaces/:workspaceId/bot/answers/:messageId/recall': () => ({ body: {} }),
  'GET /api/workspaces/:workspaceId/articles': () => ({}),
  'POST /api/workspaces/:workspaceId/articles': () => ({ body: newArticle(crypto.randomUUID(), 'Smuggled') }),
  'POST /api/workspaces/:workspaceId/articles/import': () => ({
    body: { articles: [newArticle(crypto.randomUUID(), 'Smuggled')] },
  }),
  'PUT /api/workspaces/:workspaceId/article-images': () => ({ body: sample('webp') }),
  'GET /api/workspaces/:workspaceId/articles/:articleId': () => ({}),
  'PATCH /api/workspaces/:workspaceId/articles/:articleId': () => ({
    body: { audience: 'everyone', isRemoved: false },
  }),
  'DELETE /api/workspaces/:workspaceId/articles/:articleId': () => ({}),
  'POST /api/workspaces/:workspaceId/articles/:articleId/variants/:language/publication': () => ({ body: { base: 1 } }),
  'DELETE /api/workspaces/:workspaceId/articles/:articleId/variants/:language/publication': () => ({}),
  'GET /api/workspaces/:workspaceId/articles/:articleId/variants/:language/versions': () => ({}),
  'GET /api/workspaces/:workspaceId/articles/:articleId/variants/:language/versions/:version': () => ({}),
  'POST /api/workspaces/:workspaceId/articles/:articleId/variants/:language/versions/:version/restoration': () => ({
    body: { base: 1 },
  }),
  'PATCH /api/workspaces/:workspaceId/articles/:articleId/variants/:language': () => ({
    body: { base: 1, title: 'Smuggled', body: 'smuggled', wordings: [] },
  }),
  'GET /api/workspaces/:workspaceId/site-imports': () => ({}),
  'POST /api/workspaces/:workspaceId/site-imports': () => ({
    body: { id: crypto.randomUUID(), url: 'https://shop.example/help/' },
  }),
  'POST /api/workspaces/:workspaceId/site-imports/:importId/stop': () => ({ body: {} }),
  'GET /api/workspaces/:workspaceId/collections': () => ({}),
  'POST /api/workspaces/:workspaceId/collections': () => ({
    body: { id: crypto.randomUUID(), names: { en: { name: 'Smuggled', description: '' } } },
  }),
  'PATCH /api/workspaces/:workspaceId/collections/:collectionId': () => ({ body: { position: 7 } }),
  'DELETE /api/workspaces/:workspaceId/collections/:collectionId': () => ({}),
  'GET /api/workspaces/:workspaceId/saved-replies': () => ({}),
  'POST /api/workspaces/:workspaceId/saved-replies': () => ({
    body: { id: crypto.randomUUID(), name: 'Smuggled', text: 'smuggled', isPrivate: false, actions: {} },
  }),
  'PATCH /api/workspaces/:workspaceId/saved-replies/:savedReplyId': () => ({ body: { name: 'Smuggled' } }),
  'POST /api/workspaces/:workspaceId/saved-replies/:savedReplyId/uses': () => ({ body: {} }),
  'GET /api/workspaces/:workspaceId/writing': () => ({}),
  'PATCH /api/workspaces/:workspaceId/writing': () => ({ body: { holdSeconds: 0 } }),
  'POST /api/workspaces/:workspaceId/ticket': () => ({ body: {} }),
  'DELETE /api/workspaces/:workspaceId/tags/:tagId': () => ({}),
  'PATCH /api/workspaces/:workspaceId/tags/:tagId': () => ({ body: { name: 'Smuggled' } }),
  'POST /api/workspaces/:workspaceId/tags': () => ({
    body: { id: crypto.randomUUID(), name: `Smuggled ${newMessageId().slice(0, 8)}`, color: 'red' },
  }),
  'GET /api/workspaces/:workspaceId/visitors/:visitorId': () => ({}),
  'PATCH /api/workspaces/:workspaceId/visitors/:visitorId': () => ({ body: { name: 'Smuggled' } }),
  'GET /api/workspaces/:workspaceId/visitors/:visitorId/merge-preview': ({ otherVisitorId }) => ({
    query: `?with=${otherVisitorId}`,
  }),
  'PATCH /api/workspaces/:workspaceId/topics/:topicId': () => ({ body: { id: crypto.randomUUID(), status: 'done' } }),
  'POST /api/workspaces/:workspaceId/topics/:topicId/messages': ({ agentsMessageId }) => ({
    body: {
      id: crypto.randomUUID(),
      messages: { which: 'from', messageId: agentsMessageId },
      intoId: crypto.randomUUID(),
      isNew: true,
    },
  }),
  'POST /api/workspaces/:workspaceId/topics/:topicId/messages/undo': ({ changeId }) => ({ body: { changeId } }),
  'POST /api/workspaces/:workspaceId/topics/:topicId/undo': ({ changeId }) => ({ body: { changeId } }),
  'POST /api/workspaces/:workspaceId/topics/:topicId/read': () => ({ body: { seq: 1 } }),
  'POST /api/workspaces/:workspaceId/search': () => ({ body: { text: 'canary' } }),
  'POST /api/workspaces/:workspaceId/topics/changes': ({ topicId }) => ({
    body: { changes: [{ topicId, change: { id: crypto.randomUUID(), status: 'done' } }] },
  }),
  'POST /api/workspaces/:workspaceId/topics/undos': ({ topicId, changeId }) => ({
    body: { undos: [{ topicId, changeId }] },
  }),
  'GET /api/workspaces/:workspaceId/views': () => ({}),
  'POST /api/workspaces/:workspaceId/views': () => ({
    body: { id: crypto.randomUUID(), name: 'Smuggled', filters: {}, sort: 'newest', isShared: true },
  }),
  'PUT /api/workspaces/:workspaceId/views/order': ({ viewId }) => ({ body: { ids: [viewId] } }),
  'PATCH /api/workspaces/:workspaceId/views/:viewId': () => ({ body: { name: 'Smuggled' } }),
  'DELETE /api/workspaces/:workspaceId/views/:viewId': () => ({}),
  // Late: after it the thread has another id.
  'POST /api/workspaces/:workspaceId/visitors/:visitorId/merges': ({ otherVisitorId }) => ({
    body: { id: crypto.randomUUID(), mergedId: otherVisitorId },
  }),
  'POST /api/workspaces/:workspaceId/visitors/:visitorId/merges/:mergeId/undo': () => ({ body: {} }),
  'POST /api/visitor/personal-data/code': () => ({ body: {} }),
  'POST /api/visitor/personal-data/export': () => ({ body: {} }),
  'GET /api/workspaces/:workspaceId/erasures': () => ({}),
  'GET /api/workspaces/:workspaceId/visitors/:visitorId/personal-data': () => ({}),
  // Late: after it he is nobody's visitor any more.
  'POST /api/workspaces/:workspaceId/visitors/:visitorId/erasure': () => ({ body: { id: crypto.randomUUID() } }),
  'POST /api/visitor/personal-data/erasure': () => ({ body: { id: crypto.randomUUID() } }),
  'POST /api/workspaces/:workspaceId/leave': () => ({ body: {} }), // last: he is gone after it
};

/** A browser whose push service takes nothing now. */
const newDevice = () => ({
  endpoint: `${inject('system').pushUrl}/busy/${crypto.randomUUID()}`,
  keys: {
    p256dh: createECDH('prime256v1').generateKeys('base64url'),
    auth: randomBytes(16).toString('base64url'),
  },
  name: 'Chrome on Linux',
});

/** In which nobody here takes part, so that nothing follows from it. */
const EXPERIMENT = {
  name: 'Surer promises',
  filters: { language: ['xx'] },
  first: { likelihood: 90, leastMinutes: 0 },
  second: { likelihood: 50, leastMinutes: 0 },
  share: 50,
  detects: 5,
};

const newArticle = (id: string, title: string) => ({
  id,
  audience: 'internal',
  language: 'en',
  title,
  body: 'Only the team may read this.',
  wordings: [],
});

/** The visitor has sent a file as well, and the agent has answered. */
export async function furnish(place: Place, name: string): Promise<Tried> {
  const fileId = await uploadAs(place.visitor, 'Words', name);
  const [visitorsMessageId, agentsMessageId] = [newMessageId(), newMessageId()];
  await knock(`/api/visitor/threads/${place.threadId}/messages`, {
    method: 'POST',
    headers: place.visitor.headers,
    body: { id: visitorsMessageId, text: '', attachmentIds: [fileId] },
  });
  await knock(`/api/workspaces/${place.workspaceId}/threads/${place.threadId}/messages`, {
    method: 'POST',
    headers: { cookie: place.agent.cookie },
    body: { id: agentsMessageId, text: 'Good day' },
  });
  const [scheduledId, savedReplyId] = [newMessageId(), crypto.randomUUID()];
  await knock(`/api/workspaces/${place.workspaceId}/threads/${place.threadId}/scheduled`, {
    method: 'POST',
    headers: { cookie: place.agent.cookie },
    body: {
      id: scheduledId,
      text: 'Good morning',
      seenSeq: 100,
      release: { at: new Date(Date.now() + 3_600_000).toISOString() },
    },
  });
  await knock(`/api/workspaces/${place.workspaceId}/saved-replies`, {
    method: 'POST',
    headers: { cookie: place.agent.cookie },
    body: { id: savedReplyId, name: 'Greeting', text: 'Hello', isPrivate: false, actions: {} },
  });
  const [tagId, changeId] = [crypto.randomUUID(), crypto.randomUUID()];
  await knock(`/api/workspaces/${place.workspaceId}/tags`, {
    method: 'POST',
    headers: { cookie: place.agent.cookie },
    body: { id: tagId, name: 'Billing', color: 'blue' },
  });
  await knock(`/api/workspaces/${place.workspaceId}/topics/${place.topicId}`, {
    method: 'PATCH',
    headers: { cookie: place.agent.cookie },
    body: { id: changeId, priority: 'high', addTagIds: [tagId] },
  });
  const viewId = crypto.randomUUID();
  await knock(`/api/workspaces/${place.workspaceId}/views`, {
    method: 'POST',
    headers: { cookie: place.agent.cookie },
    body: { id: viewId, name: 'Pressing', filters: { priority: ['high'] }, sort: 'waiting', isShared: true },
  });
  const experimentId = crypto.randomUUID();
  const experiment = `/api/workspaces/${place.workspaceId}/experiments/${experimentId}`;
  const headers = { cookie: place.agent.cookie };
  await knock(experiment, { method: 'PUT', headers, body: EXPERIMENT });
  await knock(`${experiment}/state`, { method: 'POST', headers, body: { state: 'running' } });
  const system: Context<SystemActor> = {
    ...surroundingsOfSystem(),
    actor: { kind: 'system', workspaceId: place.agent.workspaceId },
  };
  const { agentId: colleagueId } = await newAgent(system, 'agent', 'Ben');
  const make = async (what: string, body: object) =>
    (
      await knock(`/api/workspaces/${place.workspaceId}/${what}`, {
        method: 'POST',
        headers: { cookie: place.agent.cookie },
        body,
      })
    ).body as { team: { id: string }; invitation: { id: string } };
  const { team } = await make('teams', { name: 'Returns' });
  const { invitation } = await make('invitations', { email: `${newMessageId()}@example.com`, role: 'agent' });
  const kept = await knock('/api/account/devices', {
    method: 'PUT',
    headers: { cookie: place.agent.cookie },
    body: newDevice(),
  });
  const { id: deviceId } = (kept.body as { device: { id: string } }).device;
  const [articleId, collectionId] = [crypto.randomUUID(), crypto.randomUUID()];
  await make('collections', { id: collectionId, names: { en: { name: 'Returns', description: '' } } });
  await make('articles', { ...newArticle(articleId, 'Refunds'), collectionId });
  await make(`articles/${articleId}/variants/en/publication`, { base: 1 });
  // Without words, so that nothing follows from it.
  const { body: other } = await knock('/api/visitor/threads', {
    method: 'POST',
    body: { workspaceId: place.workspaceId, key: newKey() },
  });
  const otherVisitorId = (other as VisitorSession).access.visitorId;
  const ids = { articleId, collectionId, otherVisitorId, colleagueId, teamId: team.id, invitationId: invitation.id };
  return {
    ...place,
    fileId,
    visitorsMessageId,
    agentsMessageId,
    scheduledId,
    savedReplyId,
    tagId,
    changeId,
    viewId,
    experimentId,
    deviceId,
    ...ids,
  };
}

const pathTo = (route: string, place: Tried) =>
  (route.split(' ')[1] ?? '')
    .replace(':workspaceId', place.workspaceId)
    .replace(':threadId', place.threadId)
    .replace(':topicId', place.topicId)
    .replace(':attachmentId', crypto.randomUUID())
    .replace('/scheduled/:messageId', `/scheduled/${place.scheduledId}`)
    .replace(':messageId', route.includes('/visitor/') ? place.visitorsMessageId : place.agentsMessageId)
    .replace(':sessionId', place.agent.sessionId)
    .replace(':deviceId', place.deviceId)
    .replace(':agentId', place.colleagueId)
    .replace(':teamId', place.teamId)
    .replace(':invitationId', place.invitationId)
    .replace(':secretId', 'k-nobodys')
    .replace(':tagId', place.tagId)
    .replace(':mergeId', crypto.randomUUID())
    .replace(':visitorId', place.visitor.access.visitorId)
    .replace(':viewId', place.viewId)
    .replace(':flowId', crypto.randomUUID())
    .replace(':importId', crypto.randomUUID())
    .replace(':targetId', crypto.randomUUID())
    .replace(':experimentId', place.experimentId)
    .replace(':calendarId', crypto.randomUUID())
    .replace(':savedReplyId', place.savedReplyId)
    .replace(':articleId', place.articleId)
    .replace(':collectionId', place.collectionId)
    .replace(':language', 'en')
    .replace(':place', '0')
    .replace(':version', '1')
    .replace(':kind', 'message');

/** Makes the request of `requests` with these credentials, about the things of that place. */
export async function tryRoute(route: string, headers: Record<string, string>, place: Tried): Promise<Answer> {
  const { query = '', body } = requests[route]?.(place) ?? {};
  return knock(`${pathTo(route, place)}${query}`, { method: route.split(' ')[0] ?? '', headers, body });
}

/** Everything that is stored about the workspace, as one text. */
export async function everythingAbout({ workspaceId, visitor }: Tried): Promise<string> {
  const owner = connect(inject('system').ownerUrl);
  // What follows from changes, the search's index among it, where the tag was seen and when other visitors were seen
  // change by themselves.
  const { rows: tables } = await owner.execute<{ name: string }>(sql`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'workspace_id' and table_name not in ('outbox', 'agent_notices', 'seen_origins', 'visitors', 'visitor_passes', 'recovery_links')
      and table_name not like 'search%'
      and table_name not in ('article_docs', 'article_passages', 'article_postings', 'article_terms', 'article_norms')
    order by 1`);
  const parts = await Promise.all(
    tables.map(({ name }) =>
      owner.execute(sql`select * from ${sql.identifier(name)} where workspace_id = ${workspaceId} order by 1, 2`),
    ),
  );
  const themselves = await owner.execute(sql`select * from visitors where id = ${visitor.access.visitorId}`);
  const workspace = await owner.execute(sql`select * from workspaces where id = ${workspaceId}`);
  return JSON.stringify([...parts, themselves, workspace].map(({ rows }) => rows));
}
