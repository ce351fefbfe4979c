import { DurableObject } from 'cloudflare:workers';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { Env } from '../env.ts';
import { surroundingsOf } from '../http/surroundings.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { indexWorkspace } from '../search/index-soon.ts';

/**
 * Wakes one workspace's outbox when something in it comes due, and search when something has changed. Its alarm may
 * ring twice, or, if the storage is lost, never: doing it twice does no harm, and what was left the cron does.
 */
export class Clock extends DurableObject<Env> {
  /** Drains the workspace's outbox at this time, in milliseconds since 1970, or earlier where something else is due. */
  async wakeAt(workspaceId: WorkspaceId, time: number): Promise<void> {
    if (this.ctx.id.name !== workspaceId) throw new Error('This call was meant for another Clock');
    const { storage } = this.ctx;
    const set = await storage.getAlarm();
    if (set !== null && set <= time) return;
    // An alarm does not know its object's name.
    await storage.put('workspaceId', workspaceId);
    await storage.setAlarm(time);
  }

  /** Cloudflare tries again, with back-off, where it throws. The drain itself asks for the next time. */
  override async alarm(): Promise<void> {
    const workspaceId = await this.ctx.storage.get<WorkspaceId>('workspaceId');
    if (!workspaceId) return;
    const surroundings = surroundingsOf(this.env);
    await drainOutbox(surroundings, this.env, workspaceId);
    // Apart from the drain, which messages wait for.
    if (await indexWorkspace(surroundings, workspaceId)) await this.wakeAt(workspaceId, Date.now());
  }
}
