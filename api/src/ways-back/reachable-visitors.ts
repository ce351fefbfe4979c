import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';
import { visitorDevices } from '../db/schema/ways-back.ts';
import { identitySecrets, workspaces } from '../db/schema/workspaces.ts';

const UNSEEN_MS = 60 * 24 * 60 * 60 * 1000;

/**
 * `device` with `device_key`, the key on which it hangs, and `of_visitor`: where its holder would be let in still. What
 * its browser has not confirmed for two months is dead, whatever its push service says. Ends within a condition.
 */
export const livingVisitorDevices = ({ actor: { workspaceId }, now }: Context): SQL => sql`
  ${visitorDevices} device
    join ${visitorKeys} device_key on device_key.workspace_id = device.workspace_id and device_key.key_hash = device.key_hash
    join ${visitors} of_visitor on of_visitor.workspace_id = device.workspace_id and of_visitor.id = device_key.visitor_id
    join ${workspaces} workspace on workspace.id = device.workspace_id
    left join ${identitySecrets} secret on secret.workspace_id = device.workspace_id and secret.id = device_key.proven_by
  where device.workspace_id = ${workspaceId} and secret.revoked_at is null
    and (workspace.identity_mode <> 'enforced' or of_visitor.external_id is not null)
    and device.confirmed_at > ${new Date(now().getTime() - UNSEEN_MS).toISOString()}::timestamptz`;

/** The address at which `visitor` wants to be told: the one he gave for it, or that which is proven to be his. */
export const mailAddress: SQL = sql`coalesce(visitor.mail_address,
  case when visitor.identity = 'verified' then visitor.email end)`;

/** Whether there is one. */
export const hasMail = ({ actor: { workspaceId } }: Context, visitorId: SQL): SQL => sql`exists (
  select from ${visitors} visitor where visitor.workspace_id = ${workspaceId} and visitor.id = ${visitorId}
    and ${mailAddress} is not null)`;
