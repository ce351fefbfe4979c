import type { UserId } from '@everthread/shared/models/ids';
import type { Surroundings } from '../context.ts';
import type { Database } from '../db/connect.ts';
import { readDatabaseError } from '../db/in-workspace.ts';
import { accounts, sessions, users, verifications } from '../db/schema/auth.ts';
import { sessionCookieName } from './session-token.ts';

const HOUR_IN_SECONDS = 60 * 60;
const DAY_IN_SECONDS = 24 * HOUR_IN_SECONDS;

/** How long a session lives after it was last prolonged. */
export const SESSION_SECONDS = 30 * DAY_IN_SECONDS;

/** The signed-in user, and the cookies that his browser is to keep. */
export type SignedIn = { user: { id: UserId; name: string; email: string }; cookies: string[] };

type Auth = Awaited<ReturnType<typeof build>>;
const built = new WeakMap<Database, Promise<Auth>>();

// Loaded when somebody first signs in: evaluating better-auth takes longer than all that a visitor asks for.
function authOf(surroundings: Surroundings): Promise<Auth> {
  const known = built.get(surroundings.db);
  if (known) return known;
  const auth = build(surroundings);
  built.set(surroundings.db, auth);
  auth.catch(() => built.delete(surroundings.db));
  return auth;
}

/** Passwords, sessions and their cookies. None of its routes is mounted, and it makes no users: `confirmAddress` does. */
async function build({ db, config }: Surroundings) {
  const [{ betterAuth }, { drizzleAdapter }] = await Promise.all([
    import('better-auth/minimal'),
    import('better-auth/adapters/drizzle'),
  ]);
  const isHttps = config.publicUrl.startsWith('https:');
  return betterAuth({
    baseURL: config.publicUrl,
    trustedOrigins: [config.publicUrl],
    secret: config.keys.session,
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: { user: users, session: sessions, account: accounts, verification: verifications },
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, requireEmailVerification: true },
    session: { expiresIn: SESSION_SECONDS, updateAge: DAY_IN_SECONDS },
    advanced: {
      database: { generateId: 'uuid' },
      ipAddress: { disableIpTracking: true },
      cookiePrefix: 'everthread',
      useSecureCookies: false, // would prefix `__Secure-`; ours has the stricter `__Host-`
      cookies: { session_token: { name: sessionCookieName(config) } },
      defaultCookieAttributes: { secure: isHttps, httpOnly: true, sameSite: 'lax', path: '/' },
    },
    rateLimit: { enabled: false }, // ours counts in the database, for all isolates
    telemetry: { enabled: false },
    logger: { disabled: true }, // it writes addresses
  });
}

/** The session that the request's cookie names; once a day it is prolonged and the cookie set anew. */
export async function findSession(surroundings: Surroundings, headers: Headers): Promise<SignedIn | null> {
  const auth = await authOf(surroundings);
  try {
    const found = await auth.api.getSession({ headers, returnHeaders: true });
    return found.response && signedIn(found.response.user, found.headers);
  } catch (error) {
    // It hides what the database said behind an error of its own.
    throw readDatabaseError(error instanceof Error && error.cause ? error.cause : error);
  }
}

export async function hashPassword(surroundings: Surroundings, password: string): Promise<string> {
  const { password: passwords } = await (await authOf(surroundings)).$context;
  return passwords.hash(password);
}

export async function verifyPassword(surroundings: Surroundings, password: string, hash: string): Promise<boolean> {
  const { password: passwords } = await (await authOf(surroundings)).$context;
  return passwords.verify({ password, hash });
}

function signedIn(user: { id: string; name: string; email: string }, headers: Headers): SignedIn {
  const { id, name, email } = user;
  return { user: { id: id as UserId, name, email }, cookies: headers.getSetCookie() };
}
