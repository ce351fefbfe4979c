import { createHash } from 'node:crypto';
import { type LetIn, type NewRecovery, type OpenRecovery, RECOVERY_MINUTES } from '@everthread/shared/models/way-back';
import { sql } from 'drizzle-orm';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';
import { recoveryLinks } from '../db/schema/ways-back.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { AppError } from '../errors.ts';
import type { MailText } from '../mail/mail-text.ts';
import { mailboxOf, recoveryLimit } from '../mail/recipient-limits.ts';
import { suppressedBecause } from '../mail/suppressions.ts';
import { countTry } from '../throttles/throttle.ts';
import { hashKey } from '../visitors/key-hash.ts';
import { pageOf, selectLetIn } from './let-in.ts';
import { recoveryText } from './recovery-text.ts';

const LINK_BYTES = 24;
const byAddress = { of: 'recovery by address', max: 3, minutes: 60 };
const byNetwork = { of: 'recovery by network', max: 20, minutes: 60 };
const byWorkspace = { of: 'recovery by workspace', max: 300, minutes: 60 };

const hashLink = (link: string): string => createHash('sha256').update(link).digest('base64url');

const ofWorkspace = (surroundings: Surroundings, { workspaceId }: Pick<NewRecovery, 'workspaceId'>) => ({
  ...surroundings,
  actor: { kind: 'system' as const, workspaceId },
});

/** Counts that somebody asks, the same for every address, whether it is known or not. Throws `too_many`. */
export async function countRecovery(
  surroundings: Surroundings,
  { workspaceId, address }: NewRecovery,
  network: string,
): Promise<void> {
  await countTry(surroundings, {
    narrow: [{ rule: byAddress, subject: `${workspaceId} ${mailboxOf(address)}` }],
    wide: [
      { rule: byNetwork, subject: network },
      { rule: byWorkspace, subject: workspaceId },
    ],
  });
}

/**
 * Whom a proven mailbox alone may lead to his thread: nobody who has proven who he is himself (only his page can prove
 * that again), and nobody where a workspace demands it of all.
 */
const mayRecover = sql`visitor.mail_proof = 'proven' and visitor.identity = 'claimed' and visitor.external_id is null
  and workspace.identity_mode <> 'enforced'`;

/**
 * The mail that leads back, to the address as its owner has given it; undefined where nobody has shown that it is his,
 * or he wants no mail. Of several visitors with one mailbox it is the one who was here last.
 */
export async function recoveryMail(
  surroundings: Surroundings,
  asked: NewRecovery,
): Promise<{ to: string; mail: MailText } | undefined> {
  const { workspaceId, address, language } = asked;
  const ctx: Context<SystemActor> = ofWorkspace(surroundings, asked);
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<{ visitorId: string; to: string; team: string }>(sql`
      select visitor.id as "visitorId", visitor.mail_address as to, workspace.name as team
      from ${visitors} visitor join ${workspaces} workspace on workspace.id = visitor.workspace_id
      where visitor.workspace_id = ${workspaceId} and visitor.mail_address in (${address}, ${address.toLowerCase()})
        and ${mayRecover} and ${suppressedBecause(ctx, address, workspaceId)} is null
      order by visitor.last_seen_at desc, visitor.id limit 1`),
  ]);
  const [known] = rows;
  if (!known) return undefined;
  await countTry(ctx, { narrow: [recoveryLimit(known.to)], wide: [] });
  const link = Buffer.from(crypto.getRandomValues(new Uint8Array(LINK_BYTES))).toString('base64url');
  const now = ctx.now();
  const expiresAt = new Date(now.getTime() + RECOVERY_MINUTES * 60_000);
  await inWorkspace(ctx, [
    ctx.db.execute(sql`delete from ${recoveryLinks} where workspace_id = ${workspaceId}
      and visitor_id = ${known.visitorId} and expires_at <= ${now.toISOString()}::timestamptz`),
    ctx.db.execute(sql`
      insert into ${recoveryLinks} (workspace_id, link_hash, visitor_id, address, expires_at)
      values (${workspaceId}, ${hashLink(link)}, ${known.visitorId}, ${known.to}, ${expiresAt.toISOString()}::timestamptz)`),
  ]);
  const url = `${ctx.config.publicUrl}/talk/${workspaceId}#back=${link}`;
  return { to: known.to, mail: recoveryText(url, known.team, language ?? null) };
}

/**
 * The device that shows the link is known by its key from now on, and all that were mailed to this visitor have ended.
 * Safe to repeat with one key. Throws `not_found` where the link was used by another, has ended, or leads to nobody whom
 * his mailbox alone may lead back any more. Gives back where he was, to lead him there.
 */
export async function openRecovery(surroundings: Surroundings, opened: OpenRecovery): Promise<LetIn> {
  const { workspaceId, link, key, name } = opened;
  const ctx: Context<SystemActor> = ofWorkspace(surroundings, opened);
  const keyHash = hashKey(key);
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const [, , known] = await inWorkspace(ctx, [
    ctx.db.execute(sql`
      with taken as (
        delete from ${recoveryLinks} link
        where link.workspace_id = ${workspaceId} and link.link_hash = ${hashLink(link)} and link.expires_at > ${now}
        returning link.visitor_id, link.address
      )
      insert into ${visitorKeys} (workspace_id, key_hash, visitor_id, created_at, last_used_at, name, let_in_for)
      select visitor.workspace_id, ${keyHash}, visitor.id, ${now}, ${now}, ${name}::text, 'mail'
      from taken join ${visitors} visitor
          on visitor.workspace_id = ${workspaceId} and visitor.id = taken.visitor_id and visitor.mail_address = taken.address
        join ${workspaces} workspace on workspace.id = visitor.workspace_id
      where ${mayRecover}
      on conflict (workspace_id, key_hash) do nothing`),
    ctx.db.execute(sql`
      delete from ${recoveryLinks} link using ${visitorKeys} device
      where device.workspace_id = ${workspaceId} and device.key_hash = ${keyHash} and device.let_in_for = 'mail'
        and link.workspace_id = device.workspace_id and link.visitor_id = device.visitor_id`),
    selectLetIn(ctx, keyHash),
  ]);
  const [here] = known.rows;
  if (here?.letInFor !== 'mail') throw new AppError('not_found', 'This link was used, or has ended. Ask for another');
  return { page: pageOf(ctx, here) };
}
