import type { Context as HonoContext } from 'hono';
import type { ApiEnv } from '../http/api-env.ts';
import type { SignedIn } from './auth.ts';
import { readMe } from './read-me.ts';

/** The answer to who has just proven who he is: himself, his workspaces, and the cookies to keep. */
export async function answerSignedIn(c: HonoContext<ApiEnv>, { user, cookies }: SignedIn) {
  const me = await readMe(c.var.surroundings, user);
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true });
  return c.json(me);
}
