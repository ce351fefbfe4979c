import type { WorkspaceId } from '@everthread/shared/models/ids';
import { BeginThread, Identify, LogOut, OpenSession } from '@everthread/shared/models/visitor-session';
import { Hono, type Context as HonoContext } from 'hono';
import type { Context, KeyHolder, Person } from '../context.ts';
import { outlookFor } from '../hours/outlook.ts';
import type { ApiEnv } from '../http/api-env.ts';
import { clientArea, clientIp } from '../http/client-ip.ts';
import { drainQuietly } from '../http/drain-after-response.ts';
import { spend } from '../http/rate-limit.ts';
import { validate } from '../http/validate.ts';
import { identify } from '../identity/identify.ts';
import { provePerson } from '../identity/prove-person.ts';
import { refused } from '../identity/refused.ts';
import { issueVisitorAccess } from '../realtime/visitor-access.ts';
import { beginThread } from './begin-thread.ts';
import { forgetKey } from './forget-key.ts';
import { hashKey } from './key-hash.ts';
import { openSession } from './open-session.ts';
import type { OpenedSession } from './visitor-thread.ts';

/** The routes that a visitor's key or identity token opens; everything else wants the access that they give. */
export const visitorKeyRoutes = new Hono<ApiEnv>()
  .post('/threads', validate('json', BeginThread), async (c) => {
    const askedAt = c.var.surroundings.now();
    const { workspaceId, key, message, identityToken, claims } = c.req.valid('json');
    await spendAsNewcomer(c, workspaceId);
    const keyHash = hashKey(key);
    const person = await provePerson(c.var.surroundings, workspaceId, identityToken);
    const session = await beginThread(asKeyHolder(c, workspaceId, keyHash, person), message, claims);
    c.executionCtx.waitUntil(drainQuietly(c, workspaceId));
    return c.json(await toVisitorSession(c, workspaceId, keyHash, session, askedAt), 201);
  })
  .post('/session', validate('json', OpenSession), async (c) => {
    const askedAt = c.var.surroundings.now();
    const { workspaceId, key, where, identityToken, claims } = c.req.valid('json');
    await spendAsReturning(c, workspaceId);
    const keyHash = hashKey(key);
    const person = await provePerson(c.var.surroundings, workspaceId, identityToken);
    const session = await openSession(asKeyHolder(c, workspaceId, keyHash, person), where, claims);
    if (person ?? claims) c.executionCtx.waitUntil(drainQuietly(c, workspaceId));
    return c.json(await toVisitorSession(c, workspaceId, keyHash, session, askedAt));
  })
  .post('/identify', validate('json', Identify), async (c) => {
    const askedAt = c.var.surroundings.now();
    const { workspaceId, key, newKey, where, identityToken } = c.req.valid('json');
    await spendAsReturning(c, workspaceId);
    const { surroundings } = c.var;
    const person = await provePerson(surroundings, workspaceId, identityToken);
    if (!person) throw refused('there is none');
    const keys = { keyHash: key && hashKey(key), newKeyHash: hashKey(newKey) };
    const { session, keyHash } = await identify(
      { ...surroundings, actor: { kind: 'person', workspaceId, person } },
      keys,
      where,
    );
    c.executionCtx.waitUntil(drainQuietly(c, workspaceId));
    return c.json({
      session: session && (await toVisitorSession(c, workspaceId, keyHash, session, askedAt)),
      keyInUse: keyHash === keys.keyHash ? ('key' as const) : ('newKey' as const),
    });
  })
  .post('/logout', validate('json', LogOut), async (c) => {
    const { workspaceId, key } = c.req.valid('json');
    await spendAsReturning(c, workspaceId);
    await forgetKey(c.var.surroundings, workspaceId, hashKey(key));
    c.executionCtx.waitUntil(drainQuietly(c, workspaceId));
    return c.json({});
  });

/** Who may be anybody counts against his network and its neighbours. */
async function spendAsNewcomer(c: HonoContext<ApiEnv>, workspaceId: WorkspaceId): Promise<void> {
  await spend(c.env.NEWCOMER_LIMIT, clientIp(c), 60);
  await spend(c.env.AREA_LIMIT, clientArea(c), 60);
  await spend(c.env.WORKSPACE_LIMIT, workspaceId, 10);
}

/** Whoever has a key, or his workspace's word, comes back every quarter of an hour; and an office shares one network. */
async function spendAsReturning(c: HonoContext<ApiEnv>, workspaceId: WorkspaceId): Promise<void> {
  await spend(c.env.RETURNING_LIMIT, clientIp(c), 60);
  await spend(c.env.WORKSPACE_LIMIT, workspaceId, 10);
}

const asKeyHolder = (
  c: HonoContext<ApiEnv>,
  workspaceId: WorkspaceId,
  keyHash: string,
  person: Person | undefined,
): Context<KeyHolder> => ({
  ...c.var.surroundings,
  actor: { kind: 'key-holder', workspaceId, keyHash, ...(person && { person }) },
});

/** `askedAt`: before the database was. Whoever is shown out in between holds a ticket from before. */
async function toVisitorSession(
  c: HonoContext<ApiEnv>,
  workspaceId: WorkspaceId,
  keyHash: string,
  { visitorId, identity, thread, topicId, teamId, answer }: OpenedSession,
  askedAt: Date,
) {
  const { config } = c.var.surroundings;
  const [access, outlook] = await Promise.all([
    issueVisitorAccess(config, askedAt, { workspaceId, visitorId, keyHash, identity }),
    outlookFor(c.var.surroundings, workspaceId, teamId, answer, { visitorId, topicId }),
  ]);
  return { access, thread, outlook };
}
