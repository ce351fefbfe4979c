import type { WorkspaceId } from '@everthread/shared/models/ids';
import { decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { Person } from '../context.ts';
import { AppError } from '../errors.ts';
import { readPersonClaims } from './person-claims.ts';
import { refused } from './refused.ts';
import { hasRepeatedKeys } from './repeated-keys.ts';

const MAX_LENGTH = 8 * 1024;
const LIFETIME_SECONDS = 60 * 60;
const SKEW_SECONDS = 60;
const ALGORITHM = 'HS256';

export type TokenReading = {
  workspaceId: WorkspaceId;
  now: Date;
  /** The secret of this workspace that a token names, null where it has none of that name. */
  secretOf: (secretId: string) => Promise<Uint8Array | null>;
};

/**
 * Who the bearer is, on the word of the workspace's own server. Throws `signed_out`, with a sentence for the developer
 * who made the token, for everything that is not exactly such a token. It is a pure judgement: whether the secret is
 * still good when the answer is used, the verb's own batch asks again.
 */
export async function readIdentityToken(token: unknown, { workspaceId, now, secretOf }: TokenReading): Promise<Person> {
  if (typeof token !== 'string' || token.length > MAX_LENGTH || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) {
    throw refused('it must be a JWT of at most 8 KB that your server signed');
  }
  const secretId = namedSecret(token);
  const secret = await secretOf(secretId);
  if (!secret) throw refused('its `kid` names no live secret of this workspace');
  try {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: [ALGORITHM],
      audience: workspaceId,
      maxTokenAge: LIFETIME_SECONDS,
      clockTolerance: SKEW_SECONDS,
      requiredClaims: ['aud', 'exp', 'iat', 'sub'],
      currentDate: now,
    });
    if (
      token
        .split('.')
        .slice(0, 2)
        .some((part) => hasRepeatedKeys(textOf(part)))
    ) {
      throw refused('it says something twice');
    }
    return { secretId, ...readPersonClaims(payload, workspaceId, LIFETIME_SECONDS) };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw refused(reasonOf(error));
  }
}

function namedSecret(token: string): string {
  let header: ReturnType<typeof decodeProtectedHeader>;
  try {
    header = decodeProtectedHeader(token);
  } catch {
    throw refused('its header cannot be read');
  }
  if (header.alg !== ALGORITHM) throw refused('it must be signed with HS256');
  if (typeof header.kid !== 'string' || !/^[\w-]{1,64}$/.test(header.kid)) {
    throw refused('its header must name the secret that signed it as `kid`');
  }
  return header.kid;
}

const textOf = (part: string) => new TextDecoder().decode(Buffer.from(part, 'base64url'));

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature is not of the secret that it names';
  if (error instanceof errors.JWTExpired) return 'it has expired. Ask your server for a new one';
  if (error instanceof errors.JWTClaimValidationFailed) return `its \`${error.claim}\` is missing or wrong`;
  return 'it cannot be read';
}
