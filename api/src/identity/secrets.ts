import {
  type IdentitySecret,
  MOST_IDENTITY_SECRETS,
  type NewIdentitySecret,
  type SecretWanted,
} from '@everthread/shared/models/identity';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { identitySecrets, workspaces } from '../db/schema/workspaces.ts';
import { AppError } from '../errors.ts';
import { recordEvent } from '../outbox/record-event.ts';
import { seal } from './seal.ts';
import { prefixOf, secretName, signedBy } from './secret-name.ts';

/** The live secrets' names and ages, the oldest first; what they say is never told again. For owners and admins. */
export async function listIdentitySecrets(ctx: Context<AgentActor>): Promise<IdentitySecret[]> {
  const [secrets] = await inWorkspace(atLeast('admin', ctx), [selectLive(ctx)]);
  return secrets.map(toIdentitySecret);
}

/** Makes a secret and tells it, this once. Throws `conflict` where two of its kind are live. For owners and admins. */
export async function createIdentitySecret(
  ctx: Context<AgentActor>,
  { signs = 'tokens' }: SecretWanted = {},
): Promise<NewIdentitySecret> {
  const { workspaceId } = ctx.actor;
  const secretId = secretName(signs, randomText(9));
  const value = `${signs === 'tokens' ? 'et_id' : 'et_hash'}_${randomText(32)}`;
  const createdAt = ctx.now().toISOString();
  const sealed = await seal(ctx.config, { workspaceId, secretId }, value);
  const [, inserted] = await inWorkspace(atLeast('admin', ctx), [
    // Who comes second counts what the first has made.
    ctx.db.execute(sql`select 1 from ${workspaces} where ${workspaces.id} = ${workspaceId} for no key update`),
    ctx.db.execute<{ id: string }>(sql`
      with made as (
        insert into ${identitySecrets} (workspace_id, id, sealed_secret, created_at)
        select ${workspaceId}::uuid, ${secretId}, ${sealed}, ${createdAt}::timestamptz
        where ${MOST_IDENTITY_SECRETS} > (
          select count(*) from ${identitySecrets} where ${liveOf(ctx)} and starts_with(id, ${prefixOf(signs)}))
        returning workspace_id, id
      ),
      audited as (${recordAudit(ctx, 'identity_secret.created', { subject: secretId }, sql`made`)})
      select id from made`),
  ]);
  if (inserted.rows.length === 0) {
    throw new AppError('conflict', 'Two secrets are live already. Revoke the one that your server no longer uses');
  }
  return { secret: { id: secretId, createdAt, signs }, value };
}

/** From now on nothing that it signed is taken, and who was let in by one is shown out. Safe to repeat. For owners and admins. */
export async function revokeIdentitySecret(ctx: Context<AgentActor>, secretId: string): Promise<void> {
  const { workspaceId } = ctx.actor;
  const thatSecret = and(eq(identitySecrets.workspaceId, workspaceId), eq(identitySecrets.id, secretId));
  const [, found] = await inWorkspace(atLeast('admin', ctx), [
    ctx.db.execute(sql`
      with revoked as (
        update ${identitySecrets} set revoked_at = ${ctx.now().toISOString()}::timestamptz
        where ${thatSecret} and ${isNull(identitySecrets.revokedAt)}
        returning workspace_id, null::uuid as thread_id
      ),
      audited as (${recordAudit(ctx, 'identity_secret.revoked', { subject: secretId }, sql`revoked`)})
      ${recordEvent({ type: 'secret.revoked', secretId }, sql`revoked`, ctx.now())}`),
    ctx.db.select({ id: identitySecrets.id }).from(identitySecrets).where(thatSecret),
  ]);
  if (found.length === 0) throw new AppError('not_found', 'No such secret');
}

const liveOf = ({ actor }: Context<AgentActor>) =>
  and(eq(identitySecrets.workspaceId, actor.workspaceId), isNull(identitySecrets.revokedAt));

const selectLive = (ctx: Context<AgentActor>) =>
  ctx.db
    .select({ id: identitySecrets.id, createdAt: identitySecrets.createdAt })
    .from(identitySecrets)
    .where(liveOf(ctx))
    .orderBy(asc(identitySecrets.createdAt), asc(identitySecrets.id));

const toIdentitySecret = ({ id, createdAt }: { id: string; createdAt: Date }): IdentitySecret => ({
  id,
  createdAt: createdAt.toISOString(),
  signs: signedBy(id),
});

const randomText = (bytes: number) => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('base64url');
