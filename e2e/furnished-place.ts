import type { VisitorSession } from '@everthread/shared/models/visitor-session';
import type { Context, SystemActor } from '../api/src/context.ts';
import { newKey } from '../api/test/conversations.ts';
import { newAgent } from '../api/test/factories.ts';
import { knock } from './knock.ts';
import { newMessageId, type Place, surroundingsOfSystem, uploadAs } from './people.ts';
import { EXPERIMENT, FLOW, newArticle, newDevice, TARGET } from './sample-bodies.ts';

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
  flowId: string;
  targetId: string;
  colleagueId: string;
  otherVisitorId: string;
  teamId: string;
  invitationId: string;
  deviceId: string;
};

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
  const [flowId, targetId] = [crypto.randomUUID(), crypto.randomUUID()];
  await knock(`/api/workspaces/${place.workspaceId}/flows/${flowId}`, { method: 'PUT', headers, body: FLOW });
  await knock(`/api/workspaces/${place.workspaceId}/targets/${targetId}`, { method: 'PUT', headers, body: TARGET });
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
    flowId,
    targetId,
    deviceId,
    ...ids,
  };
}
