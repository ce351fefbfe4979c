import { createMiddleware } from 'hono/factory';
import { AppError } from '../errors.ts';
import { readAccessToken } from '../visitors/access-token.ts';
import type { VisitorEnv } from './api-env.ts';
import { spend } from './rate-limit.ts';

/** Lets in who bears an access token, and makes the context in which he acts. */
export const requireVisitor = createMiddleware<VisitorEnv>(async (c, next) => {
  const { surroundings } = c.var;
  const token = /^Bearer ([\w.-]{1,1000})$/.exec(c.req.header('Authorization') ?? '')?.[1];
  const claims = token && (await readAccessToken(surroundings.config, surroundings.now(), token));
  if (!claims) throw new AppError('signed_out', 'This access has ended. Open the session again with the key');
  await spend(c.env.VISITOR_LIMIT, claims.visitorId, 10);
  await spend(c.env.WORKSPACE_LIMIT, claims.workspaceId, 10);
  c.set('ctx', { ...surroundings, actor: { kind: 'visitor', ...claims } });
  await next();
});
