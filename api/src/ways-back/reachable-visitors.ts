import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';
import { visitorDevices } from '../db/schema/ways-back.ts';
import { identitySecrets, workspaces } from '../db/schema/workspaces.ts';

const UNSEEN_MS = 60 * 24 * 60 * 60 * 1000;

/**
 * `device` with `device_key`, the key on which it hangs, and `of_visitor`: where its holder would be let in still. For who
 * has proven who he is, that is where he proved it by this key, or by the one that let it in. What its browser has not
 * confirmed for two months is dead, whatever its push service says. Ends within a condition.
 */
export const livingVisitorDevices = ({ actor: { workspaceId }, now }: Context): SQL => sql`
  ${visitorDevices} device
    join ${visitorKeys} device_key on device_key.workspace_id = device.workspace_id and device_key.key_hash = device.key_hash
    join ${visitors} of_visitor on of_visitor.workspace_id = device.workspace_id and of_visitor.id = device_key.visitor_id
    join ${workspaces} workspace on workspace.id = device.workspace_id
    left join ${visitorKeys} parent on parent.workspace_id = device.workspace_id
      and parent.key_hash = device_key.parent_hash and parent.visitor_id = device_key.visitor_id
  where device.workspace_id = ${workspaceId}
    and case when of_visitor.external_id is null then workspace.identity_mode <> 'enforced'
      else exists (select from ${identitySecrets} secret where secret.workspace_id = device.workspace_id
        and secret.id in (device_key.proven_by, parent.proven_by) and secret.revoked_at is null) end
    and device.confirmed_at > ${new Date(now().getTime() - UNSEEN_MS).toISOString()}::timestamptz`;

/** The address at which `visitor` wants to be told: the one he gave for it, or that which is proven to be his. */
export const mailAddress: SQL = sql`coalesce(visitor.mail_address,
  case when visitor.identity = 'verified' then visitor.email end)`;

/** Whether there is one. */
export const hasMail = ({ actor: { workspaceId } }: Context, visitorId: SQL): SQL => sql`exists (
  select from ${visitors} visitor where visitor.workspace_id = ${workspaceId} and visitor.id = ${visitorId}
    and ${mailAddress} is not null)`;
