import type { SecretSigns } from '@everthread/shared/models/identity';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import { and, eq, isNull } from 'drizzle-orm';
import type { Context, Person, Surroundings, SystemActor } from '../context.ts';
import type { Database } from '../db/connect.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { identitySecrets } from '../db/schema/workspaces.ts';
import { log } from '../log.ts';
import { readIdentityToken } from './identity-token.ts';
import { unseal } from './seal.ts';
import { signedBy } from './secret-name.ts';
import { readUserHash, USER_HASH } from './user-hash.ts';

const MAX_REMEMBERED = 1_000;
const MIN_SECRET_BYTES = 32;

/**
 * What a secret of this name says never changes, so an isolate asks once for it and a token costs no trip. That it has
 * not been revoked since is checked by the batch that uses the answer: see `enter_as_key_holder`.
 */
const remembered = new WeakMap<Database, Map<string, Uint8Array>>();

/** Who the bearer of the token is. Throws `signed_out` where it is not a valid one; gives nobody where there is none. */
export async function provePerson(
  surroundings: Surroundings,
  workspaceId: WorkspaceId,
  token: unknown,
): Promise<Person | undefined> {
  if (token === undefined) return undefined;
  const secretThat = (signs: SecretSigns) => async (secretId: string) =>
    signedBy(secretId) === signs ? secretOf(surroundings, workspaceId, secretId) : null;
  if (typeof token === 'string' && token.startsWith(USER_HASH)) return readUserHash(token, secretThat('hashes'));
  return readIdentityToken(token, { workspaceId, now: surroundings.now(), secretOf: secretThat('tokens') });
}

async function secretOf(surroundings: Surroundings, workspaceId: WorkspaceId, secretId: string) {
  const known = remembered.get(surroundings.db) ?? new Map<string, Uint8Array>();
  remembered.set(surroundings.db, known);
  const name = `${workspaceId} ${secretId}`;
  const secret = known.get(name) ?? (await readSecret(surroundings, workspaceId, secretId));
  if (!secret) return null;
  if (known.size >= MAX_REMEMBERED) known.clear();
  known.set(name, secret);
  return secret;
}

async function readSecret(surroundings: Surroundings, workspaceId: WorkspaceId, secretId: string) {
  const ctx: Context<SystemActor> = { ...surroundings, actor: { kind: 'system', workspaceId } };
  const [[row]] = await inWorkspace(ctx, [
    ctx.db
      .select({ sealed: identitySecrets.sealedSecret })
      .from(identitySecrets)
      .where(
        and(
          eq(identitySecrets.workspaceId, workspaceId),
          eq(identitySecrets.id, secretId),
          isNull(identitySecrets.revokedAt),
        ),
      ),
  ]);
  if (!row) return null;
  const secret = await unseal(surroundings.config, { workspaceId, secretId }, row.sealed);
  if (secret === null) log('identity.secret_unreadable', { workspaceId, secretId });
  const bytes = new TextEncoder().encode(secret ?? '');
  return bytes.byteLength >= MIN_SECRET_BYTES ? bytes : null;
}
