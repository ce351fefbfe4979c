import { eq } from 'drizzle-orm';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { headerText } from './header-text.ts';
import { readStopLink } from './stop-link.ts';
import { suppress } from './suppressions.ts';

/** From whom a link stops mail, and where to. */
export type Stopped = { who: string; to: string };

/** What such a link is about; null where it is none of ours. Changes nothing. */
export async function lookAtStop(surroundings: Surroundings, token: string): Promise<Stopped | null> {
  const stop = readStopLink(surroundings.config, token);
  if (!stop) return null;
  const { workspaceId, address } = stop;
  const ctx: Context<SystemActor> = { ...surroundings, actor: { kind: 'system', workspaceId } };
  const [[row]] = await inWorkspace(ctx, [
    ctx.db.select({ name: workspaces.name }).from(workspaces).where(eq(workspaces.id, workspaceId)),
  ]);
  return { who: headerText(row?.name ?? '', 60) || 'Everthread', to: address };
}

/** Whoever got a mail wants no more of them from that workspace. Safe to repeat. Null where the link is none of ours. */
export async function stopMail(surroundings: Surroundings, token: string): Promise<Stopped | null> {
  const stop = readStopLink(surroundings.config, token);
  if (!stop) return null;
  await suppress(surroundings, stop.address, stop.workspaceId, 'unsubscribed');
  return lookAtStop(surroundings, token);
}
