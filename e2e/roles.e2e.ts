import type { Role } from '@everthread/shared/models/workspace';
import { beforeAll, expect, test } from 'vitest';
import type { Context, SystemActor } from '../api/src/context.ts';
import { newAgent, type TestAgent } from '../api/test/factories.ts';
import { furnish, type Tried } from './furnished-place.ts';
import { newPlace, surroundingsOfSystem } from './people.ts';
import { requests } from './route-requests.ts';
import { everythingAbout, tryRoute, untilFollowedUp } from './try-route.ts';

const W = '/api/workspaces/:workspaceId';
const READ: Role = 'viewer';
const WORK: Role = 'agent';
const MANAGE: Role = 'admin';

/** The least that somebody must be for each thing that an agent's cookie opens. A new route says it here, or this suite fails. */
const LEAST_ROLE: Readonly<Record<string, Role>> = {
  [`GET ${W}`]: READ,
  [`PATCH ${W}`]: MANAGE,
  [`PUT ${W}/logo`]: MANAGE,
  [`DELETE ${W}/logo`]: MANAGE,
  [`PATCH ${W}/profile`]: READ, // one's own
  [`PUT ${W}/profile/photo`]: READ,
  [`DELETE ${W}/profile/photo`]: READ,
  [`GET ${W}/notifications`]: READ, // one's own
  [`PATCH ${W}/notifications`]: READ,
  [`GET ${W}/members`]: MANAGE,
  [`PATCH ${W}/members/:agentId`]: MANAGE,
  [`DELETE ${W}/members/:agentId`]: MANAGE,
  [`POST ${W}/leave`]: READ,
  [`GET ${W}/hours`]: READ,
  [`PUT ${W}/hours/workspace`]: MANAGE,
  [`PUT ${W}/hours/teams/:teamId`]: MANAGE,
  [`POST ${W}/hours/calendar`]: MANAGE,
  [`POST ${W}/hours/calendars`]: MANAGE,
  [`DELETE ${W}/hours/calendars/:calendarId`]: MANAGE,
  [`GET ${W}/flows`]: MANAGE,
  [`GET ${W}/flows/:flowId/secret`]: MANAGE,
  [`PUT ${W}/flows/:flowId`]: MANAGE,
  [`DELETE ${W}/flows/:flowId`]: MANAGE,
  [`GET ${W}/targets`]: READ,
  [`PUT ${W}/targets/:targetId`]: MANAGE,
  [`DELETE ${W}/targets/:targetId`]: MANAGE,
  [`GET ${W}/targets/report`]: READ,
  [`GET ${W}/experiments`]: READ,
  [`GET ${W}/experiments/:experimentId/report`]: READ,
  [`PUT ${W}/experiments/:experimentId`]: MANAGE,
  [`POST ${W}/experiments/:experimentId/state`]: MANAGE,
  [`DELETE ${W}/experiments/:experimentId`]: MANAGE,
  [`GET ${W}/report`]: READ,
  [`GET ${W}/special-notice`]: READ,
  [`PUT ${W}/special-notice`]: WORK,
  [`DELETE ${W}/special-notice`]: WORK,
  [`POST ${W}/teams`]: MANAGE,
  [`PATCH ${W}/teams/:teamId`]: MANAGE,
  [`GET ${W}/invitations`]: MANAGE,
  [`POST ${W}/invitations`]: MANAGE,
  [`POST ${W}/invitations/:invitationId/resend`]: MANAGE,
  [`DELETE ${W}/invitations/:invitationId`]: MANAGE,
  [`GET ${W}/audit`]: MANAGE,
  [`POST ${W}/ticket`]: READ,
  [`GET ${W}/export`]: MANAGE,
  [`GET ${W}/identity-secrets`]: MANAGE,
  [`POST ${W}/identity-secrets`]: MANAGE,
  [`DELETE ${W}/identity-secrets/:secretId`]: MANAGE,
  [`GET ${W}/parked-events`]: MANAGE,
  [`POST ${W}/parked-events/replay`]: MANAGE,
  [`POST ${W}/search`]: READ,
  [`GET ${W}/topics`]: READ,
  [`POST ${W}/topics/:topicId/read`]: READ, // his own mark; the visitor does not hear of a viewer's
  [`POST ${W}/topics/:topicId/promises`]: WORK,
  [`PATCH ${W}/topics/:topicId`]: WORK,
  [`POST ${W}/topics/:topicId/undo`]: WORK,
  [`POST ${W}/topics/:topicId/messages`]: WORK,
  [`POST ${W}/topics/:topicId/messages/undo`]: WORK,
  [`POST ${W}/tags`]: WORK,
  [`PATCH ${W}/tags/:tagId`]: WORK,
  [`DELETE ${W}/tags/:tagId`]: WORK,
  [`POST ${W}/topics/changes`]: WORK,
  [`POST ${W}/topics/undos`]: WORK,
  [`GET ${W}/views`]: READ,
  [`POST ${W}/views`]: WORK, // a shared one; for himself a viewer may keep what he likes
  [`PUT ${W}/views/order`]: MANAGE,
  [`PATCH ${W}/views/:viewId`]: READ, // his own; of another's nothing changes
  [`DELETE ${W}/views/:viewId`]: READ,
  [`GET ${W}/threads/:threadId/topics/:topicId/help`]: WORK,
  [`POST ${W}/threads/:threadId/help`]: WORK,
  [`GET ${W}/model`]: MANAGE,
  [`PUT ${W}/model`]: MANAGE,
  [`DELETE ${W}/model`]: MANAGE,
  [`POST ${W}/model/trial`]: MANAGE,
  [`GET ${W}/embeddings-model`]: MANAGE,
  [`PUT ${W}/embeddings-model`]: MANAGE,
  [`DELETE ${W}/embeddings-model`]: MANAGE,
  [`POST ${W}/embeddings-model/trial`]: MANAGE,
  [`GET ${W}/bot/questions`]: READ,
  [`POST ${W}/bot/questions/settlement`]: WORK,
  [`GET ${W}/bot/figures`]: READ,
  [`GET ${W}/bot/answers/sample`]: READ,
  [`POST ${W}/bot/answers/:messageId/verdict`]: WORK,
  [`GET ${W}/bot/answers/recalled`]: READ,
  [`POST ${W}/bot/answers/:messageId/recall`]: WORK,
  [`GET ${W}/articles`]: READ,
  [`POST ${W}/articles`]: WORK,
  [`POST ${W}/articles/import`]: WORK,
  [`PUT ${W}/article-images`]: WORK,
  [`GET ${W}/articles/:articleId`]: READ,
  [`PATCH ${W}/articles/:articleId`]: WORK,
  [`DELETE ${W}/articles/:articleId`]: WORK,
  [`PATCH ${W}/articles/:articleId/variants/:language`]: WORK,
  [`POST ${W}/articles/:articleId/variants/:language/publication`]: WORK,
  [`DELETE ${W}/articles/:articleId/variants/:language/publication`]: WORK,
  [`GET ${W}/articles/:articleId/variants/:language/versions`]: READ,
  [`GET ${W}/articles/:articleId/variants/:language/versions/:version`]: READ,
  [`POST ${W}/articles/:articleId/variants/:language/versions/:version/restoration`]: WORK,
  [`GET ${W}/site-imports`]: READ,
  [`POST ${W}/site-imports`]: WORK,
  [`POST ${W}/site-imports/:importId/stop`]: WORK,
  [`GET ${W}/collections`]: READ,
  [`POST ${W}/collections`]: WORK,
  [`PATCH ${W}/collections/:collectionId`]: WORK,
  [`DELETE ${W}/collections/:collectionId`]: WORK,
  [`GET ${W}/visitors/:visitorId`]: READ, // but not what is private
  [`PATCH ${W}/visitors/:visitorId`]: WORK,
  [`GET ${W}/visitors/:visitorId/merge-preview`]: WORK,
  [`POST ${W}/visitors/:visitorId/merges`]: WORK,
  [`POST ${W}/visitors/:visitorId/merges/:mergeId/undo`]: WORK,
  [`GET ${W}/erasures`]: MANAGE,
  [`GET ${W}/visitors/:visitorId/personal-data`]: MANAGE,
  [`POST ${W}/visitors/:visitorId/erasure`]: MANAGE,
  [`GET ${W}/threads/:threadId`]: READ,
  [`GET ${W}/threads/:threadId/changes`]: READ,
  [`GET ${W}/threads/:threadId/knocks`]: READ,
  [`GET ${W}/ways-back`]: READ,
  [`PATCH ${W}/ways-back`]: MANAGE,
  [`GET ${W}/threads/:threadId/messages`]: READ,
  [`POST ${W}/threads/:threadId/messages`]: WORK,
  [`POST ${W}/threads/:threadId/notes`]: WORK,
  [`POST ${W}/threads/:threadId/scheduled`]: WORK,
  [`PATCH ${W}/threads/:threadId/scheduled/:messageId`]: WORK,
  [`POST ${W}/threads/:threadId/scheduled/:messageId/take`]: WORK,
  [`DELETE ${W}/threads/:threadId/scheduled/:messageId`]: WORK,
  [`PATCH ${W}/threads/:threadId/drafts/:kind`]: WORK,
  [`GET ${W}/mentions`]: READ,
  [`GET ${W}/saved-replies`]: READ,
  [`POST ${W}/saved-replies`]: WORK,
  [`PATCH ${W}/saved-replies/:savedReplyId`]: WORK,
  [`POST ${W}/saved-replies/:savedReplyId/uses`]: WORK,
  [`GET ${W}/writing`]: READ,
  [`PATCH ${W}/writing`]: WORK,
  [`PATCH ${W}/threads/:threadId/messages/:messageId`]: WORK,
  [`DELETE ${W}/threads/:threadId/messages/:messageId`]: WORK,
  [`GET ${W}/threads/:threadId/messages/:messageId/versions`]: READ,
  [`GET ${W}/threads/:threadId/messages/:messageId/mail`]: READ,
  [`GET ${W}/mail`]: READ,
  [`PUT ${W}/mail/domain`]: MANAGE,
  [`POST ${W}/mail/domain/check`]: MANAGE,
  [`DELETE ${W}/mail/domain`]: MANAGE,
  [`GET ${W}/threads/:threadId/messages/:messageId/mail/look`]: READ,
  [`PUT ${W}/threads/:threadId/attachments/:attachmentId`]: WORK,
  [`POST ${W}/threads/:threadId/attachment-links`]: READ,
};

const RANKS: readonly Role[] = ['viewer', 'agent', 'admin', 'owner'];
const teamRoutes = Object.keys(requests).filter((route) => route.includes(` ${W}`));

test('every route of an agent says what somebody must be for it', () => {
  expect(Object.keys(LEAST_ROLE).toSorted()).toEqual(teamRoutes.toSorted());
});

let place: Tried;
let workspace: Context<SystemActor>;
beforeAll(async () => {
  place = await furnish(await newPlace(), 'a.txt');
  await untilFollowedUp(place);
  workspace = { ...surroundingsOfSystem(), actor: { kind: 'system', workspaceId: place.agent.workspaceId } };
});

const colleague = (role: Role): Promise<TestAgent> => newAgent(workspace, role, `The ${role}`);

for (const role of ['viewer', 'agent', 'admin'] as const) {
  test(`${role}: what his role does not allow is refused and changes nothing`, async () => {
    const { cookie } = await colleague(role);
    const before = await everythingAbout(place);
    for (const route of teamRoutes) {
      const least = LEAST_ROLE[route];
      if (!least || RANKS.indexOf(role) >= RANKS.indexOf(least)) continue;
      const answer = await tryRoute(route, { cookie }, place);
      expect([answer.status, answer.body], route).toMatchObject([403, { error: { code: 'forbidden' } }]);
    }
    expect(await everythingAbout(place)).toBe(before);
  });
}

test.each(RANKS)('%s: what his role allows is not refused for it', async (role) => {
  const { cookie } = await colleague(role);
  for (const route of teamRoutes) {
    const least = LEAST_ROLE[route];
    if (!least || RANKS.indexOf(role) < RANKS.indexOf(least)) continue;
    const answer = await tryRoute(route, { cookie }, place);
    expect(answer.status, route).not.toBe(401);
    // What one may do may still be somebody else's to do, such as to change his message.
    expect(answer.text, route).not.toMatch(/You can read here|Only an owner/);
  }
});

test('a viewer who reads leaves no trace for the visitor', async () => {
  const own = await furnish(await newPlace(), 'a.txt');
  const ctx: Context<SystemActor> = { ...workspace, actor: { kind: 'system', workspaceId: own.agent.workspaceId } };
  const { cookie } = await newAgent(ctx, 'viewer');
  const seenBy = async () =>
    (await tryRoute('GET /api/visitor/threads/:threadId/changes', own.visitor.headers, own)).body as {
      seen: { team: number };
    };
  const before = (await seenBy()).seen.team;

  expect(await tryRoute(`POST ${W}/topics/:topicId/read`, { cookie }, own)).toMatchObject({ status: 200 });

  expect((await seenBy()).seen.team).toBe(before);
});
