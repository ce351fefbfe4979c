import { parseSigned } from 'hono/utils/cookie';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';

/** `__Host-` keeps a neighbouring subdomain from planting a session of its own; browsers take it over https only. */
export function sessionCookieName(config: Config): string {
  return config.publicUrl.startsWith('https:') ? '__Host-everthread' : 'everthread';
}

/**
 * The session token in the request's cookie, if we signed it; null otherwise. Asks no database: whether the session
 * still lives is for the verb's own batch to prove.
 */
export async function readSessionToken(headers: Headers, config: Config): Promise<string | null> {
  const name = sessionCookieName(config);
  const cookies = await parseSigned(headers.get('cookie') ?? '', config.keys.session, name);
  return cookies[name] || null;
}

/** As `readSessionToken`, for who cannot do without. Throws `signed_out`. */
export async function requireSessionToken(headers: Headers, config: Config): Promise<string> {
  const token = await readSessionToken(headers, config);
  if (!token) throw new AppError('signed_out', 'Please sign in');
  return token;
}
