import { createMiddleware } from 'hono/factory';
import { AppError } from '../errors.ts';
import type { ApiEnv } from './api-env.ts';

/**
 * For routes that a cookie opens: whatever changes something must come from a page of our own. Browsers send `Origin`
 * with every such request and no page can forge it, so this stops cross-site forms and look-alike hosts.
 */
export const sameOrigin = createMiddleware<ApiEnv>(async (c, next) => {
  const changes = c.req.method !== 'GET' && c.req.method !== 'HEAD';
  if (changes && c.req.header('Origin') !== c.var.surroundings.config.publicUrl) {
    throw new AppError('forbidden', 'This request must come from a page of this inbox');
  }
  await next();
});
