import { errors as joseErrors, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod/mini';
import type { Config } from '../config.ts';
import { Audience, type Ticket } from './audience.ts';

const TICKET_LIFE_SECONDS = 30;
const ALGORITHM = 'HS256';
const OPENS = 'everthread/live';

const TicketClaims = z.strictObject({
  aud: z.literal(OPENS),
  jti: z.uuid(),
  iat: z.int(),
  exp: z.int(),
  audience: Audience,
});

/** A ticket for one socket in the Room of this audience. Give it to nobody but who was proven to be that audience. */
export async function issueTicket(config: Config, now: Date, audience: Audience): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ audience })
    .setProtectedHeader({ alg: ALGORITHM })
    .setAudience(OPENS)
    .setJti(crypto.randomUUID())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + TICKET_LIFE_SECONDS)
    .sign(config.keys.ticket);
}

/** What the ticket says, or null where it is forged, expired or of another kind. Used or not, only its Room knows. */
export async function readTicket(config: Config, now: Date, token: string): Promise<Ticket | null> {
  try {
    const { payload } = await jwtVerify(token, config.keys.ticket, {
      algorithms: [ALGORITHM],
      audience: OPENS,
      maxTokenAge: TICKET_LIFE_SECONDS,
      currentDate: now,
    });
    const claims = TicketClaims.safeParse(payload);
    if (!claims.success) return null;
    const { jti, iat, exp, audience } = claims.data;
    return { id: jti, issuedAt: iat, expiresAt: exp, audience };
  } catch (error) {
    if (error instanceof joseErrors.JOSEError) return null;
    throw error;
  }
}
