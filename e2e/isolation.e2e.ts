import { VisitorId } from '@everthread/shared/models/ids';
import { VisitorKey } from '@everthread/shared/models/visitor';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, inject, test } from 'vitest';
import { app } from '../api/src/app.ts';
import type { Context, SystemActor } from '../api/src/context.ts';
import { connect } from '../api/src/db/connect.ts';
import { issueAccessToken } from '../api/src/visitors/access-token.ts';
import { hashKey } from '../api/src/visitors/key-hash.ts';
import { newAgent, type TestAgent } from '../api/test/factories.ts';
import { furnish, type Tried } from './furnished-place.ts';
import { knock } from './knock.ts';
import { beginAsVisitor, newMessageId, newPlace, type Place, surroundingsOfSystem } from './people.ts';
import { requests } from './route-requests.ts';
import { everythingAbout, tryRoute, untilFollowedUp } from './try-route.ts';

const CANARY = 'canary-9f3b1c';

/** Every route of the app that does something, found in the app itself. */
const routes = [
  ...new Set(app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)),
].toSorted();

/** Routes that need nobody to be somebody; each is tested where it is built. */
const OPEN_TO_ALL = [
  'GET /',
  // These show what is published for everyone, and nothing else: help-pages.test.ts
  'GET /help/:workspace',
  'GET /help/:workspace/',
  'GET /help/:workspace/:language',
  'GET /help/:workspace/:language/articles/:slug',
  'GET /help/:workspace/:language/collections/:slug',
  'GET /help/:workspace/:language/search',
  'GET /help/:workspace/:language/suggestions',
  'GET /help/:workspace/robots.txt',
  'GET /help/:workspace/sitemap.xml',
  'POST /help/:workspace/:language/articles/:slug/votes',
  'GET /api/visitor/articles', // as those above, and to verified visitors what is theirs: visitor-articles.test.ts
  'GET /api/visitor/articles/:articleId',
  'GET /api/account/sign-up', // the same for everybody: open-sign-up.test.ts
  'GET /inbox',
  'GET /inbox/*',
  'GET /inbox/manifest.webmanifest',
  'GET /inbox/worker.js',
  'GET /live', // wants a ticket: connect.workers.test.ts
  'GET /m',
  'GET /p', // the same for everybody, of what is shown to strangers: proactive-messages.test.ts
  'GET /notify/:workspaceId', // our own windows and what belongs to them: the-way-back.e2e.ts
  'GET /notify/:workspaceId/worker.js',
  'GET /talk/:workspaceId',
  'GET /talk/:workspaceId/manifest.webmanifest',
  'GET /mail/stop/:token', // wants a link that we made: take-hook.test.ts
  'GET /robots.txt',
  'POST /api/account/authenticator', // these want the password or a code as well: second-factors.test.ts, passkeys.e2e.ts
  'POST /api/account/authenticator/confirm',
  'POST /api/account/authenticator/remove',
  'POST /api/account/passkeys',
  'POST /api/account/passkeys/options',
  'POST /api/account/passkeys/remove',
  'POST /api/account/recovery-codes',
  'POST /api/account/sign-in/passkey',
  'POST /api/account/sign-in/passkey-options',
  'POST /api/account/sign-in/second-step',
  'POST /api/account/confirm',
  'POST /api/account/forgot',
  'POST /api/account/invitation', // these three want the token of a mailed invitation: invitations.test.ts
  'POST /api/account/invitation/join',
  'POST /api/account/invitation/sign-up',
  'POST /api/account/reset',
  'POST /api/account/sign-in',
  'POST /api/account/sign-out',
  'POST /api/account/sign-up',
  'POST /api/visitor/identify', // wants an identity token: identity.e2e.ts
  'POST /api/visitor/logout', // wants a key: identity.e2e.ts
  'POST /api/visitor/passes/show', // wants a pass: passes.test.ts
  'POST /api/visitor/personal-data/erasure', // ends who asks, and nobody else: erase-person.workers.test.ts
  'POST /api/visitor/push-device', // wants a key: passes.test.ts
  'POST /api/visitor/recoveries', // leads into a mailbox alone: recover.test.ts
  'POST /api/visitor/recoveries/open', // wants a mailed link: recover.test.ts
  'POST /api/hooks/resend', // wants the provider's signature: take-hook.test.ts
  'POST /mail/stop/:token',
  'POST /api/visitor/session', // wants a key: begin-thread.test.ts
  'POST /api/visitor/threads',
];

test('every route of the app is either open to all or in the list of what is tested here', () => {
  expect(routes).toEqual([...Object.keys(requests), ...OPEN_TO_ALL].toSorted());
});

let here: Tried; // whose things are tried
let elsewhere: Tried; // another workspace
let neighbour: Place['visitor']; // another visitor of the same workspace
let expired: string;
let ended: Record<'removed' | 'signedOut' | 'overdue', TestAgent>; // who were agents here
let loggedOut: Place['visitor'];

beforeAll(async () => {
  here = await furnish(await newPlace(`Hello ${CANARY}`), `${CANARY}.txt`);
  elsewhere = await furnish(await newPlace(), 'a.txt');
  neighbour = await beginAsVisitor(here.workspaceId);
  // Its keys are made when they are first asked for.
  await knock('/api/visitor/push-key', { headers: here.visitor.headers });
  await knock(`/api/workspaces/${here.workspaceId}/threads/${here.threadId}/notes`, {
    method: 'POST',
    headers: { cookie: here.agent.cookie },
    body: { id: newMessageId(), text: `A note ${CANARY}` },
  });
  ended = await endedAgents();
  loggedOut = await beginAsVisitor(here.workspaceId);
  const { key } = loggedOut;
  await knock('/api/visitor/logout', { method: 'POST', body: { workspaceId: here.workspaceId, key } });
  await untilFollowedUp(here);
  const { config } = surroundingsOfSystem();
  const anHourAgo = new Date(Date.now() - 3_600_000);
  const visitor = {
    workspaceId: here.agent.workspaceId,
    visitorId: here.visitor.access.visitorId,
    keyHash: hashKey(VisitorKey.parse(here.visitor.key)),
    identity: 'claimed',
  } as const;
  expired = (await issueAccessToken(config, anHourAgo, visitor)).token;
});

/** Three who managed the workspace: one was removed, one has signed out, and the session of one is over. */
async function endedAgents(): Promise<typeof ended> {
  const workspaceId = here.agent.workspaceId;
  const system: Context<SystemActor> = { ...surroundingsOfSystem(), actor: { kind: 'system', workspaceId } };
  const [removed, signedOut, overdue] = [
    await newAgent(system, 'admin'),
    await newAgent(system, 'admin'),
    await newAgent(system, 'admin'),
  ];
  await knock(`/api/workspaces/${workspaceId}/members/${removed.agentId}`, {
    method: 'DELETE',
    headers: { cookie: here.agent.cookie },
  });
  await knock('/api/account/sign-out', { method: 'POST', headers: { cookie: signedOut.cookie }, body: {} });
  await connect(inject('system').ownerUrl).execute(
    sql`update sessions set expires_at = now() - interval '1 second' where token = ${overdue.sessionToken}`,
  );
  return { removed, signedOut, overdue };
}

const callers = {
  nobody: () => ({}),
  'an expired visitor token': () => ({ authorization: `Bearer ${expired}` }),
  'another visitor here': () => neighbour.headers,
  'a visitor elsewhere': () => elsewhere.visitor.headers,
  'an agent elsewhere': () => ({ cookie: elsewhere.agent.cookie }),
  'a forged cookie': () => ({ cookie: `${here.agent.cookie.split('.')[0]}.${'A'.repeat(43)}%3D` }),
  'a visitor who has logged out': () => loggedOut.headers,
  'a member who was removed': () => ({ cookie: ended.removed.cookie }),
  'an agent who has signed out': () => ({ cookie: ended.signedOut.cookie }),
  'an agent whose session is over': () => ({ cookie: ended.overdue.cookie }),
  "an agent with a visitor's token": () => ({ authorization: `Bearer ${here.agent.sessionToken}` }),
};

/** Routes about the caller himself: with his own credentials they rightly answer, about him. */
const ABOUT_ONESELF = [
  'GET /api/account/me',
  'GET /api/account/sessions',
  'GET /api/account/unread',
  'GET /api/account/devices',
  'PUT /api/account/devices',
  'GET /api/account/second-factors',
  'POST /api/workspaces',
];
const ABOUT_A_VISITOR_HIMSELF = [
  'POST /api/visitor/ticket',
  'GET /api/visitor/way-back',
  'PATCH /api/visitor/way-back',
  'GET /api/visitor/push-key', // which every browser is told that subscribes
  'POST /api/visitor/passes',
  'POST /api/visitor/passes/look',
  'GET /api/visitor/devices',
  'GET /api/visitor/mail-address',
  'POST /api/visitor/mail-address',
  'POST /api/visitor/mail-address/code',
  'POST /api/visitor/mail-address/transcript',
  'DELETE /api/visitor/mail-address',
  'POST /api/visitor/personal-data/code',
];
const isAllowed = (route: string, who: string) =>
  (ABOUT_ONESELF.includes(route) && (who === 'an agent elsewhere' || who === 'a member who was removed')) ||
  (ABOUT_A_VISITOR_HIMSELF.includes(route) && (who === 'another visitor here' || who === 'a visitor elsewhere'));

for (const [who, headersOf] of Object.entries(callers)) {
  test(`A1 ${who} reads and changes nothing by any route`, async () => {
    const before = await everythingAbout(here);
    for (const route of Object.keys(requests)) {
      const answer = await tryRoute(route, headersOf(), here);
      if (!isAllowed(route, who)) expect([401, 403, 404], `${route}: ${answer.text}`).toContain(answer.status);
      expect(answer.text, route).not.toContain(CANARY);
      expect(answer.text, route).not.toContain(here.workspaceId);
    }
    expect(await everythingAbout(here)).toBe(before);
  });
}

/** What is not there is as good as deleted, or is no longer as it was when it was changed: for others' as for nobody's. */
const NOT_404: Record<string, number> = {
  'DELETE /api/workspaces/:workspaceId/views/:viewId': 200,
  'DELETE /api/workspaces/:workspaceId/flows/:flowId': 200,
  'DELETE /api/workspaces/:workspaceId/targets/:targetId': 200,
  'DELETE /api/workspaces/:workspaceId/experiments/:experimentId': 200,
  'PUT /api/workspaces/:workspaceId/flows/:flowId': 409,
};
/** An id names one of one's own here, or a new one: what bears it elsewhere is another's. */
const MADE_BY_ITS_ID = [
  'PUT /api/workspaces/:workspaceId/targets/:targetId',
  'PUT /api/workspaces/:workspaceId/experiments/:experimentId',
];

test("A2 another workspace's ids answer exactly as ids that nobody has", async () => {
  const before = await everythingAbout(here);
  const asking = await newPlace(); // one visitor may ask so much at once, and no more
  const random = {
    ...here,
    threadId: crypto.randomUUID(),
    topicId: crypto.randomUUID(),
    fileId: crypto.randomUUID(),
    visitorsMessageId: crypto.randomUUID(),
    agentsMessageId: crypto.randomUUID(),
    scheduledId: crypto.randomUUID(),
    savedReplyId: crypto.randomUUID(),
    articleId: crypto.randomUUID(),
    collectionId: crypto.randomUUID(),
    colleagueId: crypto.randomUUID(),
    otherVisitorId: crypto.randomUUID(),
    teamId: crypto.randomUUID(),
    invitationId: crypto.randomUUID(),
    deviceId: crypto.randomUUID(),
    tagId: crypto.randomUUID(),
    viewId: crypto.randomUUID(),
    flowId: crypto.randomUUID(),
    targetId: crypto.randomUUID(),
    experimentId: crypto.randomUUID(),
    changeId: crypto.randomUUID(),
    visitor: { ...here.visitor, access: { ...here.visitor.access, visitorId: VisitorId.parse(crypto.randomUUID()) } },
    agent: { ...here.agent, sessionId: crypto.randomUUID() },
  };
  const naming = Object.keys(requests).filter((name) =>
    /:(threadId|topicId|sessionId|deviceId|agentId|teamId|invitationId|articleId|collectionId|tagId|viewId|visitorId|savedReplyId|flowId|targetId|experimentId)/.test(
      name,
    ),
  );
  // From what these make the others would know the ids.
  for (const route of [...naming.filter((name) => !MADE_BY_ITS_ID.includes(name)), ...MADE_BY_ITS_ID]) {
    const headers = route.includes('/visitor/') ? asking.visitor.headers : { cookie: asking.agent.cookie };
    const own = { workspaceId: asking.workspaceId };
    const foreign = await tryRoute(route, headers, { ...here, ...own });
    const nobodys = await tryRoute(route, headers, { ...random, ...own });
    expect(foreign.status, route).toBe(nobodys.status);
    if (MADE_BY_ITS_ID.includes(route)) continue;
    expect(foreign.text, route).toBe(nobodys.text);
    expect(foreign.status, route).toBe(NOT_404[route] ?? 404);
    if (!/:threadId\/.+:(topicId|messageId)/.test(route)) continue;
    const inOwn = { ...own, threadId: asking.threadId };
    const within = [
      await tryRoute(route, headers, { ...here, ...inOwn }),
      await tryRoute(route, headers, { ...random, ...inOwn }),
    ];
    const [theirs, unknown] = within.map(({ status, text }) => [status, text]);
    expect(theirs, `${route} in one's own thread`).toEqual(unknown);
  }
  expect(await everythingAbout(here)).toBe(before);
});

test('an id of another workspace inside a body is refused like one that nobody has', async () => {
  const send = (more: object) =>
    knock(`/api/workspaces/${elsewhere.workspaceId}/threads/${elsewhere.threadId}/messages`, {
      method: 'POST',
      headers: { cookie: elsewhere.agent.cookie },
      body: { id: newMessageId(), text: 'See', ...more },
    });
  for (const [theirs, nobodys] of [
    [{ quoteId: here.visitorsMessageId }, { quoteId: crypto.randomUUID() }],
    [{ attachmentIds: [here.fileId] }, { attachmentIds: [crypto.randomUUID()] }],
  ] as const) {
    const [foreign, unknown] = [await send(theirs), await send(nobodys)];
    expect([foreign.status, foreign.text]).toEqual([unknown.status, unknown.text]);
    expect([400, 404]).toContain(foreign.status);
  }
});

test('the owner of these things can do with each route what it is for', async () => {
  const own = await furnish(await newPlace(), 'own.txt');
  const refused: string[] = [];
  // Nothing was moved or merged yet that could be put back, nobody has left a reply behind or is asked how it went, who has left can
  // do nothing more, and there is no calendar to be fetched.
  // The bot has said nothing there, and left no question; nothing came by mail, and there is nobody who registers domains;
  // no flow was begun before it is asked for its secret; nobody has shown anew who he is, and no mailbox is proven to which a conversation could go.
  for (const route of Object.keys(requests).filter(
    (name) =>
      !/^DELETE|leave$|(messages|:mergeId)\/undo$|\/take$|\/rating$|mail-address\/(code|transcript)$|personal-data\/export$|:messageId\/mail|\/mail\/domain|passes\/answer$|personal-data\/code$|\/calendars$|site-imports|\/helped$|quotes\/:place$|questions\/settlement$|\/verdict$|\/recall$|flows\/:flowId\/secret$/.test(
        name,
      ),
  )) {
    const headers = route.includes('/visitor/') ? own.visitor.headers : { cookie: own.agent.cookie };
    const { status, text } = await tryRoute(route, headers, own);
    if (status !== 200 && status !== 201) refused.push(`${route}: ${status} ${text}`);
  }
  expect(refused).toEqual([]);
});
