import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AgentId, WorkspaceId } from '@everthread/shared/models/ids';
import { NOTICE_KINDS, type NoticeKind } from '@everthread/shared/models/notification';
import { and, eq, sql } from 'drizzle-orm';
import type { Config } from '../config.ts';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { texts } from '../db/lists.ts';
import { agents } from '../db/schema/agents.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';

/** Of what an agent wants no more mail. */
export type MailOff = { workspaceId: WorkspaceId; agentId: AgentId; kinds: readonly NoticeKind[] };

/** Where he says so. It never ends, since an old mail's link has to work as well, and is always the same. */
export function mailOffLink(config: Config, { workspaceId, agentId, kinds }: MailOff): string {
  const said = Buffer.from(JSON.stringify([workspaceId, agentId, NOTICE_KINDS.filter((kind) => kinds.includes(kind))]));
  const token = said.toString('base64url');
  return `${config.publicUrl}/mail/stop/${token}.${macOf(config, token)}`;
}

/** What the end of such a link says, or null where we did not make it. */
export function readMailOff(config: Config, token: string): MailOff | null {
  const [said = '', mac = ''] = token.split('.');
  const [given, expected] = [Buffer.from(mac), Buffer.from(macOf(config, said))];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const [workspaceId, agentId, kinds] = JSON.parse(Buffer.from(said, 'base64url').toString()) as [
    WorkspaceId,
    AgentId,
    NoticeKind[],
  ];
  return { workspaceId, agentId, kinds };
}

const macOf = ({ keys }: Config, said: string): string =>
  createHmac('sha256', keys.mailLink).update(`mail-off\n${said}`).digest('base64url').slice(0, 32);

/** From now on nothing of that is mailed to him; whatever else he has chosen stays. Safe to repeat. */
export async function turnMailOff(surroundings: Surroundings, { workspaceId, agentId, kinds }: MailOff): Promise<void> {
  const ctx: Context<SystemActor> = { ...surroundings, actor: { kind: 'system', workspaceId } };
  const before = sql`coalesce(${agents.notifications}, ${JSON.stringify(DEFAULT_SETTINGS)}::jsonb)`;
  const off = sql`(select jsonb_object_agg(kind.key, case when kind.key = any(${texts(kinds)})
      then kind.value || '{"mail": false}' else kind.value end) from jsonb_each(${before} -> 'kinds') kind)`;
  await inWorkspace(ctx, [
    ctx.db
      .update(agents)
      .set({ notifications: sql`${before} || jsonb_build_object('kinds', ${off})` })
      .where(and(eq(agents.workspaceId, workspaceId), eq(agents.id, agentId))),
  ]);
}
